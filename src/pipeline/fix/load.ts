import { type Document, isMap, isScalar, LineCounter, type Node, parseDocument } from 'yaml';
import { closest } from '../../foundation/closest.ts';
import { messageOf } from '../../foundation/errors.ts';
import { describeIssue, issueTexts } from '../../foundation/issue-text.ts';
import { failed, ok, type Result } from '../../foundation/result.ts';
import { forbiddenIn } from './forbidden.ts';
import { namedParameters } from './named-parameters.ts';
import { type TemplateFile, templateSchema } from './schema.ts';
import type { Template } from './template.ts';

/** What is wrong in a template file, and where. */
export interface TemplateProblem {
  readonly path: string;
  readonly line: number;
  readonly message: string;
}

export interface LoadedTemplates {
  readonly templates: readonly Template[];
  readonly problems: readonly TemplateProblem[];
}

/** A file of a template, before it is read. */
export interface TemplateText {
  readonly path: string;
  readonly text: string;
}

interface ReadFile {
  readonly path: string;
  readonly file: TemplateFile;
  /** The parameters that its forms name. */
  readonly named: readonly { readonly line: number; readonly name: string }[];
}

const largest = 200_000;

/** Reads `template.yml` files. A file with a problem gives no template; the others are still read. Never throws. */
export function loadTemplates(files: readonly TemplateText[]): LoadedTemplates {
  return loadAll(files, null);
}

/**
 * The same for files that others have written: they may extend the templates of the library, but neither take
 * their ids nor name what runs code or reads a file.
 */
export function loadForeignTemplates(
  files: readonly TemplateText[],
  library: readonly Template[],
): LoadedTemplates {
  return loadAll(files, library);
}

/** `library`: null where the files are the library itself. */
function loadAll(
  files: readonly TemplateText[],
  library: readonly Template[] | null,
): LoadedTemplates {
  const problems: TemplateProblem[] = [];
  const bases = new Map((library ?? []).map((template) => [template.id, template]));
  const read = new Map<string, ReadFile>();
  for (const { path, text } of files) {
    const outcome = readTemplate(path, text, library !== null);
    if (!('file' in outcome)) {
      problems.push(...outcome);
      continue;
    }
    const { id } = outcome.file;
    const holder = bases.has(id) ? 'the library' : read.get(id)?.path;
    if (holder === undefined) read.set(id, outcome);
    else problems.push({ path, line: 1, message: `The id ${id} is already taken by ${holder}.` });
  }
  const templates: Template[] = [];
  for (const one of read.values()) {
    const whole = inherit(one, read, bases);
    if ('message' in whole) {
      problems.push(whole);
      continue;
    }
    const undeclared = one.named.filter(({ name }) => !whole.parameters.has(name));
    if (undeclared.length === 0) templates.push(whole);
    else problems.push(...undeclared.map((each) => undeclaredParameter(whole, each)));
  }
  return { templates, problems };
}

function readTemplate(
  path: string,
  text: string,
  isForeign: boolean,
): ReadFile | readonly TemplateProblem[] {
  if (text.length > largest)
    return [
      { path, line: 1, message: `A template may have ${largest} characters, not ${text.length}.` },
    ];
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  if (document.errors.length > 0)
    return document.errors.map((error) => ({
      path,
      line: lines.linePos(error.pos[0]).line,
      message:
        error.code === 'RESOURCE_EXHAUSTION'
          ? 'The file is nested too deeply from here on.'
          : (error.message.split('\n')[0] ?? error.message),
    }));
  const content = contentOf(document);
  if (!content.ok) return [{ path, line: 1, message: content.error }];
  const parsed = templateSchema.safeParse(content.value);
  if (parsed.success) {
    const forbidden = isForeign ? forbiddenIn(Object(content.value)) : [];
    const { terraform, cloudformation } = Object(content.value);
    const named = namedParameters({ terraform, cloudformation }).map((one) => ({
      name: one.name,
      line: lineOf(document, one.path, lines),
    }));
    if (forbidden.length === 0) return { path, file: parsed.data, named };
    return forbidden.map((one) => ({
      path,
      line: lineOf(document, one.path, lines),
      message: one.message,
    }));
  }
  return issueTexts(parsed.error.issues, templateSchema, content.value).map((issue) => ({
    path,
    line: lineOf(document, issue.path, lines),
    message: describeIssue(issue),
  }));
}

function undeclaredParameter(
  { path, parameters }: Template,
  { line, name }: ReadFile['named'][number],
): TemplateProblem {
  const known = [...parameters.keys()];
  return {
    path,
    line,
    message: describeIssue({
      message: `There is no parameter "${name}"; \`parameters:\` declares ${known.join(', ') || 'none'}.`,
      meant: closest(name, known),
    }),
  };
}

/** The document as plain data; refused when its aliases make it swell. */
function contentOf(document: Document): Result<unknown, string> {
  try {
    return ok(document.toJS({ maxAliasCount: 100 }));
  } catch (thrown) {
    return failed(messageOf(thrown));
  }
}

/** The line of a path in the document; of the nearest thing above it that is written. */
function lineOf(document: Document, path: readonly PropertyKey[], lines: LineCounter): number {
  for (let length = path.length; length > 0; length -= 1) {
    const start = keyStart(document, path.slice(0, length));
    if (start !== null) return lines.linePos(start).line;
  }
  return 1;
}

function keyStart(document: Document, path: readonly PropertyKey[]): number | null {
  const last = path.at(-1);
  const parent = document.getIn(path.slice(0, -1), true) ?? document.contents;
  if (isMap(parent)) {
    const pair = parent.items.find(({ key }) => isScalar(key) && key.value === last);
    return isScalar(pair?.key) ? (pair.key.range?.[0] ?? null) : null;
  }
  const node = document.getIn(path, true) as Node | undefined;
  return node?.range?.[0] ?? null;
}

/** A template with what it takes over from another one of the same files, or of the library. */
function inherit(
  { path, file }: ReadFile,
  all: ReadonlyMap<string, ReadFile>,
  library: ReadonlyMap<string, Template>,
): Template | TemplateProblem {
  const problem = (message: string) => ({ path, line: 1, message });
  const near = file.extends === undefined ? undefined : all.get(file.extends)?.file;
  const far = file.extends === undefined ? undefined : library.get(file.extends);
  if (file.extends !== undefined && near === undefined && far === undefined)
    return problem(`extends: there is no template ${file.extends}.`);
  if (near?.extends !== undefined)
    return problem(`extends: ${near.id} extends another one itself; extend ${near.extends}.`);
  const terraform = file.terraform ?? near?.terraform ?? far?.entries.terraform ?? [];
  const cloudformation =
    file.cloudformation ?? near?.cloudformation ?? far?.entries.cloudformation ?? [];
  if (terraform.length + cloudformation.length === 0)
    return problem('`terraform:` or `cloudformation:` is expected.');
  for (const entries of [terraform, cloudformation]) {
    const types = entries.map((entry) => entry.resource);
    const twice = types.find((type, at) => types.indexOf(type) !== at);
    if (twice !== undefined) return problem(`${twice} stands twice; write one entry for it.`);
  }
  const inherited = far?.parameters ?? new Map(Object.entries(near?.parameters ?? {}));
  return {
    id: file.id,
    title: file.title,
    summary: file.summary,
    findings: file.findings,
    parameters: new Map([...inherited, ...Object.entries(file.parameters)]),
    entries: { terraform, cloudformation },
    risk: file.risk ?? near?.risk ?? far?.risk ?? { notes: [] },
    rollback: file.rollback ?? near?.rollback ?? far?.rollback ?? null,
    path,
  };
}

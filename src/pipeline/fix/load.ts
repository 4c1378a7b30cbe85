import { type Document, isMap, isScalar, LineCounter, type Node, parseDocument } from 'yaml';
import type { z } from 'zod';
import { messageOf } from '../../foundation/errors.ts';
import { failed, ok, type Result } from '../../foundation/result.ts';
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

interface ReadFile {
  readonly path: string;
  readonly file: TemplateFile;
}

const largest = 200_000;

/** Reads `template.yml` files. A file with a problem gives no template; the others are still read. Never throws. */
export function loadTemplates(
  files: readonly { readonly path: string; readonly text: string }[],
): LoadedTemplates {
  const problems: TemplateProblem[] = [];
  const read = new Map<string, ReadFile>();
  for (const { path, text } of files) {
    const outcome = readTemplate(path, text);
    if (Array.isArray(outcome)) problems.push(...outcome);
    else {
      const { id } = outcome.file;
      const other = read.get(id);
      if (other === undefined) read.set(id, outcome);
      else
        problems.push({
          path,
          line: 1,
          message: `The id ${id} is already taken by ${other.path}.`,
        });
    }
  }
  const templates: Template[] = [];
  for (const one of read.values()) {
    const whole = inherit(one, read);
    if ('message' in whole) problems.push(whole);
    else templates.push(whole);
  }
  return { templates, problems };
}

function readTemplate(path: string, text: string): ReadFile | TemplateProblem[] {
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
      message: error.message.split('\n')[0] ?? error.message,
    }));
  const content = contentOf(document);
  if (!content.ok) return [{ path, line: 1, message: content.error }];
  const parsed = templateSchema.safeParse(content.value);
  if (parsed.success) return { path, file: parsed.data };
  return parsed.error.issues.flatMap(deepest).map((issue) => ({
    path,
    line: lineOf(document, issue.path, lines),
    message: `${issue.path.join('.') || 'the file'}: ${issue.message}`,
  }));
}

/** The document as plain data; refused when its aliases make it swell. */
function contentOf(document: Document): Result<unknown, string> {
  try {
    return ok(document.toJS({ maxAliasCount: 100 }));
  } catch (thrown) {
    return failed(messageOf(thrown));
  }
}

type Issue = { readonly path: readonly PropertyKey[]; readonly message: string };

/** Of a union's complaints, those of the alternative that was meant: the one whose keys fit best. */
function deepest(issue: z.core.$ZodIssue): readonly Issue[] {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue];
  const ranked = issue.errors
    .map((issues) => ({ issues, misfit: misfit(issues) }))
    .sort((one, other) => one.misfit - other.misfit);
  const best = ranked[0]?.issues ?? [];
  return best.flatMap(deepest).map((inner) => ({
    path: [...issue.path, ...inner.path],
    message: inner.message,
  }));
}

/** How badly an alternative fits: keys it does not know, and things missing right at its top. */
function misfit(issues: readonly z.core.$ZodIssue[]): number {
  return issues.reduce((sum, issue) => {
    if (issue.code === 'unrecognized_keys') return sum + 10 * issue.keys.length;
    return sum + (issue.path.length <= 1 && issue.code === 'invalid_type' ? 3 : 1);
  }, 0);
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

function inherit(one: ReadFile, all: ReadonlyMap<string, ReadFile>): Template | TemplateProblem {
  const { path, file } = one;
  const problem = (message: string) => ({ path, line: 1, message });
  const base = file.extends === undefined ? null : (all.get(file.extends)?.file ?? null);
  if (file.extends !== undefined && base === null)
    return problem(`extends: there is no template ${file.extends}.`);
  if (base?.extends !== undefined)
    return problem(`extends: ${base.id} extends another one itself; extend ${base.extends}.`);
  const terraform = file.terraform ?? base?.terraform ?? [];
  const cloudformation = file.cloudformation ?? base?.cloudformation ?? [];
  if (terraform.length + cloudformation.length === 0)
    return problem('`terraform:` or `cloudformation:` is expected.');
  for (const entries of [terraform, cloudformation]) {
    const types = entries.map((entry) => entry.resource);
    const twice = types.find((type, at) => types.indexOf(type) !== at);
    if (twice !== undefined) return problem(`${twice} stands twice; write one entry for it.`);
  }
  return {
    id: file.id,
    title: file.title,
    summary: file.summary,
    findings: file.findings,
    parameters: new Map(Object.entries({ ...base?.parameters, ...file.parameters })),
    entries: { terraform, cloudformation },
    risk: file.risk ?? base?.risk ?? { notes: [] },
    rollback: file.rollback ?? base?.rollback ?? null,
    path,
  };
}

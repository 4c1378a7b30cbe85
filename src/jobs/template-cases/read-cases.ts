import { parse } from 'yaml';
import { z } from 'zod';
import { messageOf } from '../../foundation/errors.ts';
import { describeIssue, issueTexts } from '../../foundation/issue-text.ts';
import type { JsonObject } from '../../foundation/json.ts';
import type { LanguageId } from '../../model/resource.ts';

/** What a template must do with one piece of code. */
export interface TemplateCase {
  /** `terraform/plain`. */
  readonly name: string;
  readonly language: LanguageId;
  readonly about: string;
  /** Address or logical id of the resource that the finding is about. */
  readonly target: string;
  readonly parameters: JsonObject;
  readonly outcome: 'fixed' | 'already-fixed' | 'refused' | 'unproven';
  /** A part of the expected reason; null when the case does not say. */
  readonly reason: string | null;
  /** What keeps the change from being ready to merge, as a part of it; null when it must be ready. */
  readonly blocker: string | null;
  readonly account: string | null;
  readonly region: string | null;
  /** When the finding was last looked at, in ISO 8601. */
  readonly seen: string;
  readonly before: ReadonlyMap<string, string>;
  /** The whole text of every file that the fix changes. */
  readonly after: ReadonlyMap<string, string>;
}

export interface ReadCases {
  readonly cases: readonly TemplateCase[];
  /** What is wrong with case files, with the place. */
  readonly problems: readonly string[];
}

const caseSchema = z
  .strictObject({
    about: z.string().min(1),
    target: z.string().min(1),
    parameters: z.record(z.string(), z.json()).default({}),
    outcome: z.enum(['fixed', 'already-fixed', 'refused', 'unproven']),
    reason: z.string().nullable().default(null),
    blocker: z.string().nullable().default(null),
    account: z
      .string()
      .regex(/^\d{12}$/)
      .nullable()
      .default('123456789012'),
    region: z.string().nullable().default('eu-west-1'),
    seen: z.iso.datetime().default('2026-01-01T00:00:00Z'),
  })
  .refine(
    ({ outcome, reason }) => outcome !== 'refused' || reason !== null,
    'a `reason` is expected with the outcome refused',
  );

const casePath =
  /(?:^|\/)cases\/(terraform|cloudformation)\/([^/]+)\/(case\.yml|(before|after)\/(.+))$/;

interface Folder {
  readonly name: string;
  readonly language: LanguageId;
  specification: { path: string; text: string } | null;
  readonly before: Map<string, string>;
  readonly after: Map<string, string>;
}

/** The cases in the files of one template folder: `cases/<language>/<name>/{case.yml, before/, after/}`. */
export function readCases(
  files: readonly { readonly path: string; readonly text: string }[],
): ReadCases {
  const folders = new Map<string, Folder>();
  for (const { path, text } of files) {
    const [, language, name, last, side, inside] = casePath.exec(path) ?? [];
    if (language === undefined || name === undefined) continue;
    const folder = folderOf(folders, language as LanguageId, `${language}/${name}`);
    if (last === 'case.yml') folder.specification = { path, text };
    else if (side === 'before' && inside !== undefined) folder.before.set(inside, text);
    else if (side === 'after' && inside !== undefined) folder.after.set(inside, text);
  }
  const cases: TemplateCase[] = [];
  const problems: string[] = [];
  for (const folder of folders.values()) {
    const read = readCase(folder);
    if (typeof read === 'string') problems.push(read);
    else cases.push(read);
  }
  return { cases, problems };
}

function folderOf(folders: Map<string, Folder>, language: LanguageId, name: string): Folder {
  const known = folders.get(name);
  if (known !== undefined) return known;
  const folder = { name, language, specification: null, before: new Map(), after: new Map() };
  folders.set(name, folder);
  return folder;
}

function readCase({ name, language, specification, before, after }: Folder): TemplateCase | string {
  if (specification === null) return `cases/${name}: there is no case.yml.`;
  const { path, text } = specification;
  const problem = (message: string) => `${path}: ${message}`;
  const content = parseYaml(text);
  const parsed = caseSchema.safeParse(content);
  if (!parsed.success)
    return problem(
      issueTexts(parsed.error.issues, caseSchema, content).map(describeIssue).join(' '),
    );
  if (before.size === 0) return problem('there are no files in before/.');
  if ((parsed.data.outcome === 'fixed') !== after.size > 0)
    return problem('files in after/ are expected with the outcome fixed, and only there.');
  return { ...parsed.data, name, language, before, after };
}

function parseYaml(text: string): unknown {
  try {
    return parse(text);
  } catch (thrown) {
    return messageOf(thrown);
  }
}

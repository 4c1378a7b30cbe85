import { CONFIG_PATH, loadRepositoryConfig, OWNER_DEFAULTS } from '../../config/repository/load.ts';
import { ok } from '../../foundation/result.ts';
import { markdownCode, markdownText, plainText } from '../../foundation/text.ts';
import { type CheckResult, reportCheck } from '../../github/checks.ts';
import { isGitHubError, orNull } from '../../github/errors.ts';
import { type ListedFile, listFiles, readBlob } from '../../github/files.ts';
import type { GitHubRepository } from '../../github/repository.ts';
import { decodeText } from '../../model/decode-text.ts';
import type { Owner } from '../../model/owner.ts';
import { ownTemplates } from '../../pipeline/fix/index.ts';
import { indexedFiles } from '../../store/repository-index.ts';
import { indexedText } from '../index/indexed-tree.ts';
import type { CheckSettings } from '../kinds.ts';
import { languages } from '../languages.ts';
import { isOwnTemplate } from '../own-templates/files.ts';
import { templatesOf } from '../own-templates/repository-templates.ts';
import { openRepository } from '../repositories/open-repository.ts';
import type { Services } from '../services.ts';
import { configProblems, type SettingsProblem } from './problems.ts';

const NAME = 'Sprinkler configuration';
/** What is larger, in bytes, is not read: the readers would refuse it. */
const LARGEST = 1024 * 1024;
const AT_ONCE = 5;

/** Whether a file says how its repository wants to be treated. */
export function isSettings(path: string): boolean {
  return path === CONFIG_PATH || isOwnTemplate(path);
}

/**
 * Tells the author of a configuration or of own templates, in a check on the commit, whether they are valid and
 * what is wrong where. A proposed commit (of a pull request) that changes none of them gets no check.
 */
export async function checkSettingsOf(services: Services, job: CheckSettings): Promise<void> {
  const { owner, repository, commit, proposed } = job;
  const open = await openRepository(services, owner, repository, 'read');
  if (open === null) return;
  const listed = await orNull(listFiles(open.client, commit));
  if (listed === null) return; // The branch was deleted, or moved and collected, in the meantime.
  const files = listed.filter(({ path }) => isSettings(path));
  if (proposed && (await areIndexed(services, owner, repository, files))) return;
  const texts = await textsOf(open.client, files);
  const problems = await problemsIn(services, owner, repository, texts);
  const checks = await openRepository(services, owner, repository, 'checks');
  if (checks === null) return;
  try {
    await reportCheck(checks.client, { name: NAME, commit, ...resultOf(problems) });
  } catch (thrown) {
    // An installation that never approved the permission goes without.
    if (!isGitHubError(thrown, 'forbidden')) throw thrown;
    services.log.warn({ owner, repository, detail: thrown.detail }, 'no check could be reported');
  }
}

/** Whether the default branch has the very same ones. */
async function areIndexed(
  { db }: Services,
  owner: Owner,
  repository: string,
  files: readonly ListedFile[],
): Promise<boolean> {
  const known = (await indexedFiles(db, owner, repository, '.github/')).filter(({ path }) =>
    isSettings(path),
  );
  const lines = (all: readonly { readonly path: string; readonly sha: string }[]) =>
    all.map(({ path, sha }) => `${sha} ${path}`).sort();
  return lines(known).join('\n') === lines(files).join('\n');
}

async function textsOf(
  client: GitHubRepository,
  files: readonly ListedFile[],
): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  const readable = files.filter(({ size, mode }) => size <= LARGEST && mode !== '120000');
  for (let start = 0; start < readable.length; start += AT_ONCE) {
    const some = readable.slice(start, start + AT_ONCE);
    const blobs = await Promise.all(some.map(({ sha }) => readBlob(client, sha)));
    for (const [index, { path }] of some.entries()) {
      const text = decodeText(blobs[index] ?? new Uint8Array());
      if (text.ok) texts.set(path, text.text);
    }
  }
  return texts;
}

async function problemsIn(
  { db, templates: library }: Services,
  owner: Owner,
  repository: string,
  texts: ReadonlyMap<string, string>,
): Promise<readonly SettingsProblem[]> {
  const files = [...texts].flatMap(([path, text]) => (isOwnTemplate(path) ? [{ path, text }] : []));
  const own = ownTemplates(files, library, languages);
  const broken = own.problems.map((problem) => ({ ...problem, level: 'failure' as const }));
  const text = texts.get(CONFIG_PATH);
  if (text === undefined) return broken;
  const shared = await (await templatesOf(db, owner, library))(OWNER_DEFAULTS);
  const loaded = await loadRepositoryConfig(repository, async (name, path) =>
    name === repository ? (texts.get(path) ?? null) : indexedText(db, owner, name, path),
  );
  const config = loaded.ok ? ok(loaded.value.config) : loaded;
  const all = [...shared.templates, ...own.templates];
  return [...configProblems({ text, loaded: config }, all), ...broken];
}

function resultOf(problems: readonly SettingsProblem[]): Omit<CheckResult, 'name' | 'commit'> {
  const isBroken = problems.some(({ level }) => level === 'failure');
  const count = `${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}`;
  return {
    conclusion: isBroken ? 'failure' : problems.length > 0 ? 'neutral' : 'success',
    title: problems.length === 0 ? 'The configuration is valid' : count,
    summary: problems.length === 0 ? 'Configuration and templates can be used.' : list(problems),
    annotations: problems.map(({ path, line, message, level }) => ({
      path,
      line,
      level,
      message: plainText(message, 2000),
    })),
  };
}

function list(problems: readonly SettingsProblem[]): string {
  const lines = problems.map(
    ({ path, line, message }) =>
      `- ${markdownCode(`${path}:${line}`)} ${markdownText(message, 2000)}`,
  );
  return [
    'While the configuration is invalid, no pull request is opened. An invalid template is not used; the others are.',
    '',
    ...lines,
  ].join('\n');
}

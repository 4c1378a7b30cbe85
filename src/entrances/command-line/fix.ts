import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../../foundation/errors.ts';
import { mayBeCode } from '../../jobs/index/wanted-files.ts';
import { languages } from '../../jobs/languages.ts';
import { remediate } from '../../jobs/remediate/remediate.ts';
import { changedFiles } from '../../model/changed-files.ts';
import type { InvalidFinding } from '../../model/finding.ts';
import type { FindingOutcome } from '../../model/outcome.ts';
import type { PullRequestContent } from '../../model/pull-request.ts';
import type { SourceTree } from '../../model/source.ts';
import { pullRequestText } from '../../pipeline/deliver/body/body.ts';
import { unifiedDiff } from '../../pipeline/deliver/unified-diff.ts';
import { type Caller, callerPath } from './caller.ts';
import { openCheckout } from './checkout.ts';
import { type ExitStatus, exitStatus } from './exit-status.ts';
import { readConfig } from './read-config.ts';
import { readFindings } from './read-findings.ts';
import { readStates } from './read-state.ts';
import { readTemplates } from './read-templates.ts';
import { renderFix } from './render/fix.ts';
import { createProgress } from './render/progress.ts';
import { reportJson } from './report-json.ts';
import { dirtyFiles, withoutLinks, writeFiles } from './write-files.ts';

export interface FixOptions {
  readonly findings: readonly string[];
  readonly repo: string;
  readonly state?: readonly string[];
  readonly config?: string;
  readonly templates?: readonly string[];
  readonly write?: boolean;
  readonly force?: boolean;
  readonly patch?: string;
  readonly prBody?: string;
  readonly json?: boolean;
  readonly failOnUnfixed?: boolean;
}

/** `sprinkler fix`: the main job on a checkout. */
export async function fix(caller: Caller, options: FixOptions): Promise<ExitStatus> {
  const read = await readFindings(caller, options.findings);
  const config = await readConfig(caller, options.repo, options.config);
  const tree = openCheckout(callerPath(caller, options.repo), mayBeCode);
  const progress = createProgress(caller);
  const { outcomes, changes } = await remediate({
    tree,
    languages,
    templates: readTemplates(caller, options.templates ?? [], options.repo),
    findings: read.findings,
    config,
    state: await readStates(caller, options.state ?? []),
    onProgress: (done, total) => progress.show(`${done} of ${total}`),
  });
  progress.clear();
  const all = [...outcomes, ...read.invalid.map(invalidOutcome)];
  await deliver(caller, options, tree, changes);
  const report = options.json
    ? `${JSON.stringify({ ...reportJson(all, changes, tree), setAside: read.setAside }, null, 2)}\n`
    : renderFix(caller, all, changes, tree, read.setAside);
  caller.out.write(report);
  const isFixed = all.every(({ outcome }) => outcome === 'fixed');
  return options.failOnUnfixed && !isFixed ? exitStatus.found : exitStatus.ran;
}

async function deliver(
  caller: Caller,
  options: FixOptions,
  tree: SourceTree,
  changes: readonly PullRequestContent[],
): Promise<void> {
  const edits = changes.flatMap(({ change }) => change.edits);
  const directory = callerPath(caller, options.repo);
  const files = await withoutLinks(directory, changedFiles(edits, tree));
  if (options.patch !== undefined) {
    const patch = files.map(({ path, before, after }) => unifiedDiff(path, before, after)).join('');
    await writeNamed(caller, options.patch, patch);
  }
  if (options.prBody !== undefined) await writeBodies(caller, options.prBody, changes);
  if (!options.write) return;
  const dirty = await dirtyFiles(
    directory,
    files.map(({ path }) => path),
  );
  if (dirty.length > 0 && !options.force) {
    throw new UserError(
      `nothing was written: ${dirty.join(', ')} has changes that are not committed; commit them, or give --force`,
    );
  }
  await writeFiles(directory, files);
}

async function writeBodies(
  caller: Caller,
  directory: string,
  changes: readonly PullRequestContent[],
): Promise<void> {
  await mkdir(callerPath(caller, directory), { recursive: true });
  for (const content of changes) {
    const { title, body } = pullRequestText(content);
    await writeNamed(caller, join(directory, `${content.change.id}.md`), `# ${title}\n\n${body}`);
  }
}

async function writeNamed(caller: Caller, file: string, text: string): Promise<void> {
  try {
    await writeFile(callerPath(caller, file), text);
  } catch (error) {
    throw new UserError(
      `cannot write ${file}: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

function invalidOutcome({ id, source, reason }: InvalidFinding): FindingOutcome {
  return {
    id: id ?? 'unknown',
    source,
    control: null,
    resource: null,
    outcome: 'invalid',
    reason,
    location: null,
    template: null,
    risk: null,
    proofs: [],
    change: null,
  };
}

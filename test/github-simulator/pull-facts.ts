import { changedFiles, log, mergeBase, mergeTree, readRef, ZERO_ID } from './git.ts';
import type { Issue, Pull, Repository } from './state.ts';
import type { PullFacts } from './views/pull.ts';

/** The pull request behind an issue; a bug of the simulator when there is none. */
export function pullOf(issue: Issue): Pull {
  if (!issue.pull) throw new Error(`#${issue.number} is no pull request`);
  return issue.pull;
}

/** Where head and base are now, or were when it was closed. */
export async function pullEnds(repository: Repository, issue: Issue) {
  const pull = pullOf(issue);
  const read = async (branch: string) =>
    (await readRef(repository.directory, `refs/heads/${branch}`)) ?? ZERO_ID;
  return {
    headSha: pull.closedHead ?? (await read(pull.head)),
    baseSha: pull.closedBase ?? (await read(pull.base)),
  };
}

/** All that has to be read from git for a pull request. */
export async function pullFacts(repository: Repository, issue: Issue): Promise<PullFacts> {
  const { directory } = repository;
  const ends = await pullEnds(repository, issue);
  if (ends.headSha === ZERO_ID) return { ...ends, mergeable: null, commits: 0, changedFiles: 0 };
  const from = (await mergeBase(directory, ends.baseSha, ends.headSha)) ?? ends.baseSha;
  const open = issue.state === 'open';
  return {
    ...ends,
    mergeable: open ? (await mergeTree(directory, ends.baseSha, ends.headSha)) !== null : null,
    commits: (await log(directory, `${from}..${ends.headSha}`)).length,
    changedFiles: (await changedFiles(directory, from, ends.headSha)).length,
  };
}

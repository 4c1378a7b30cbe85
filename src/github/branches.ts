import { inertText } from '../foundation/text.ts';
import { GitHubError, isGitHubError, orNull } from './errors.ts';
import { at, type GitHubRepository, type Head, readRepository } from './repository.ts';

/** A file as a commit is to have it; no text takes it away. */
export interface CommittedFile {
  readonly path: string;
  readonly mode: string;
  readonly text: string | null;
}

/** The commit at the end of a branch, and who made it. */
export interface BranchEnd extends Head {
  /** The login of the author; null when GitHub knows no account for it. */
  readonly author: string | null;
  /** The first parent; null for a first commit. */
  readonly parent: string | null;
}

/** Stands for a branch that is not there. */
const NO_COMMIT = '0'.repeat(40);

/**
 * Makes a commit on `base`, not yet on any branch. Two calls. The texts go along with the tree, and no
 * author is given, so that GitHub signs the commit as the app's.
 */
export async function createCommit(
  repository: GitHubRepository,
  base: Head,
  files: readonly CommittedFile[],
  message: string,
): Promise<Head> {
  const { data: tree } = await repository.octokit.rest.git.createTree({
    ...at(repository),
    base_tree: base.tree,
    tree: files.map(({ path, mode, text }) => {
      const entry = { path, mode: modeOf(mode), type: 'blob' as const };
      return text === null ? { ...entry, sha: null } : { ...entry, content: text };
    }),
  });
  const { data: commit } = await repository.octokit.rest.git.createCommit({
    ...at(repository),
    message,
    tree: tree.sha,
    parents: [base.commit],
  });
  return { commit: commit.sha, tree: tree.sha };
}

function modeOf(mode: string): '100644' | '100755' {
  return mode === '100755' ? mode : '100644';
}

/** Makes a branch at a commit. False when there already is one of that name. */
export async function createBranch(
  repository: GitHubRepository,
  branch: string,
  commit: string,
): Promise<boolean> {
  try {
    const ref = `refs/heads/${branch}`;
    await repository.octokit.rest.git.createRef({ ...at(repository), ref, sha: commit });
    return true;
  } catch (thrown) {
    if (isGitHubError(thrown, 'invalid') && /already exists/i.test(thrown.detail)) return false;
    throw thrown;
  }
}

/** The end of a branch; null when there is no such branch. */
export async function readBranchEnd(
  repository: GitHubRepository,
  branch: string,
): Promise<BranchEnd | null> {
  const answer = await orNull(
    repository.octokit.rest.repos.getBranch({ ...at(repository), branch }),
  );
  if (!answer) return null;
  const { sha, commit, author, parents } = answer.data.commit;
  const parent = parents[0]?.sha ?? null;
  return { commit: sha, tree: commit.tree.sha, author: loginOf(author), parent };
}

/** Whether and by whom: GitHub writes `{}` or null for an author that it does not know. */
export function loginOf(account: object | null): string | null {
  return account && 'login' in account ? String(account.login) : null;
}

const UPDATE_REFS = `mutation ($input: UpdateRefsInput!) {
  updateRefs(input: $input) { clientMutationId }
}`;

/**
 * Moves a branch from one commit to another, only if it is still there: compare-and-swap, which the
 * REST API cannot do. False when somebody else was quicker.
 */
export async function moveBranch(
  repository: GitHubRepository,
  branch: string,
  from: string,
  to: string,
): Promise<boolean> {
  const { nodeId } = await readRepository(repository);
  const name = `refs/heads/${branch}`;
  const refUpdates = [{ name, beforeOid: from, afterOid: to, force: true }];
  try {
    await repository.octokit.graphql(UPDATE_REFS, { input: { repositoryId: nodeId, refUpdates } });
    return true;
  } catch (thrown) {
    if (!isGraphqlRefusal(thrown)) throw thrown;
    // GitHub's words for a stale id are not documented: look where the branch is instead.
    const end = (await readBranchEnd(repository, branch))?.commit ?? NO_COMMIT;
    if (end === to) return true;
    if (end !== from) return false;
    const detail = inertText(thrown.message, 300);
    throw new GitHubError(`GitHub did not move ${branch}: ${detail}`, {
      kind: 'forbidden',
      detail,
      cause: thrown,
    });
  }
}

// Octokit does not export the class of it.
function isGraphqlRefusal(thrown: unknown): thrown is Error {
  return thrown instanceof Error && thrown.name === 'GraphqlResponseError';
}

/** Takes a branch away, only if it is still at this commit. False when it is not. */
export async function deleteBranch(
  repository: GitHubRepository,
  branch: string,
  commit: string,
): Promise<boolean> {
  return moveBranch(repository, branch, commit, NO_COMMIT);
}

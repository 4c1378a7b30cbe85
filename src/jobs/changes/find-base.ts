import { listFiles } from '../../github/files.ts';
import type { GitHubRepository, Head } from '../../github/repository.ts';
import type { Plan } from './plan.ts';

/**
 * Where a planned change can be made: the end of the default branch, if the files that it changes are
 * still those that it was worked out on; null when they are not, unless nothing is to be committed.
 */
export async function findBase(
  repository: GitHubRepository,
  head: Head,
  { base, files, finding }: Plan,
): Promise<Head | null> {
  if (head.commit === base || finding === 'resolved' || finding === 'excepted') return head;
  const shas = new Map(
    (await listFiles(repository, head.tree)).map(({ path, sha }) => [path, sha]),
  );
  return files.every(({ path, before }) => shas.get(path) === before) ? head : null;
}

import { loginOf } from './branches.ts';
import { at, type GitHubRepository } from './repository.ts';

/**
 * Says something at an issue or pull request, unless the app has said the very same there before.
 * False when it had. What others write is never taken for ours.
 */
export async function commentOnce(
  repository: GitHubRepository,
  number: number,
  body: string,
): Promise<boolean> {
  const { octokit, appLogin } = repository;
  const earlier = await octokit.paginate(octokit.rest.issues.listComments, {
    ...at(repository),
    issue_number: number,
    per_page: 100,
  });
  const said = earlier.some(
    (comment) => loginOf(comment.user) === appLogin && comment.body?.trim() === body.trim(),
  );
  if (said) return false;
  await octokit.rest.issues.createComment({
    ...at(repository),
    issue_number: number,
    body,
    // Sent again after a lost answer it would stand there twice.
    request: { retries: 0 },
  });
  return true;
}

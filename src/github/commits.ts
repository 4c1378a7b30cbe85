import type { CommitRange, CommitSummary } from '../model/commit.ts';
import { loginOf } from './branches.ts';
import { at, type GitHubRepository } from './repository.ts';

const PER_PATH = 30;

/** The default branch's commits that touched these files between two times, newest first, each once. */
export async function commitsTouching(
  repository: GitHubRepository,
  { paths, since, until, except }: CommitRange,
): Promise<readonly CommitSummary[]> {
  const found = new Map<string, CommitSummary>();
  for (const path of paths) {
    const { data } = await repository.octokit.rest.repos.listCommits({
      ...at(repository),
      path,
      since: since.toISOString(),
      until: until.toISOString(),
      per_page: PER_PATH,
    });
    for (const { sha, html_url: url, author, commit } of data) {
      const date = commit.committer?.date ?? commit.author?.date;
      if (sha === except || date === undefined) continue;
      const title = commit.message.split('\n', 1)[0] ?? '';
      const name = loginOf(author) ?? commit.author?.name ?? null;
      found.set(sha, { sha, url, author: name, at: new Date(date), title });
    }
  }
  return [...found.values()].sort((a, b) => b.at.getTime() - a.at.getTime());
}

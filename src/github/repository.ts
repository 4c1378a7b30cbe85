import type { Octokit } from 'octokit';
import { orNull } from './errors.ts';

/** Which repository, and through whose installation. */
export interface RepositoryRef {
  readonly installationId: number;
  readonly owner: string;
  readonly name: string;
  /** GitHub's id, which survives a rename; null when only the name is known. */
  readonly id: number | null;
}

/** What a job may do. Its token is asked for no more than that. */
export type Access = 'read' | 'deliver' | 'issues' | 'checks';

/** One repository, with a token for it alone. */
export interface GitHubRepository {
  readonly owner: string;
  readonly name: string;
  /** The app's own login, `sprinkler[bot]`: how its pull requests and comments are told from others'. */
  readonly appLogin: string;
  readonly octokit: Octokit;
}

export interface RepositoryFacts {
  readonly id: number;
  /** GraphQL's id. */
  readonly nodeId: string;
  readonly private: boolean;
  readonly archived: boolean;
  readonly fork: boolean;
  readonly defaultBranch: string;
}

/** A commit and its tree. */
export interface Head {
  readonly commit: string;
  readonly tree: string;
}

/** The owner and name as GitHub's routes want them. */
export function at(repository: GitHubRepository): { owner: string; repo: string } {
  return { owner: repository.owner, repo: repository.name };
}

/** What GitHub says about a repository. */
export async function readRepository(repository: GitHubRepository): Promise<RepositoryFacts> {
  const { data } = await repository.octokit.rest.repos.get(at(repository));
  return {
    id: data.id,
    nodeId: data.node_id,
    private: data.private,
    archived: data.archived,
    fork: data.fork,
    defaultBranch: data.default_branch,
  };
}

/** Where a branch is; null when there is no such branch. */
export async function readHead(repository: GitHubRepository, branch: string): Promise<Head | null> {
  const answer = await orNull(
    repository.octokit.rest.repos.getBranch({ ...at(repository), branch }),
  );
  if (!answer) return null;
  const { sha, commit } = answer.data.commit;
  return { commit: sha, tree: commit.tree.sha };
}

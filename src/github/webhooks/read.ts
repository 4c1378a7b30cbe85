import type { z } from 'zod';
import { failed, ok, type Result } from '../../foundation/result.ts';
import type { EventRepository, GitHubEvent, RepositoryChanged } from './event.ts';
import {
  deploymentStatus,
  installationEvent,
  installationRepositories,
  issueComment,
  pullRequest,
  push,
  repositoryEvent,
  type repository as repositorySchema,
} from './schema.ts';

type Read = Result<GitHubEvent | null, string>;

/**
 * What a webhook tells; null when it is of no interest. The error says where the payload is not as
 * GitHub describes it. `name` is the `X-GitHub-Event` header.
 */
export function readGitHubEvent(name: string, payload: unknown): Read {
  switch (name) {
    case 'push':
      return parse(push, payload, readPush);
    case 'pull_request':
      return parse(pullRequest, payload, readPullRequest);
    case 'issue_comment':
      return parse(issueComment, payload, readComment);
    case 'deployment_status':
      return parse(deploymentStatus, payload, readDeployment);
    case 'installation':
      return parse(installationEvent, payload, readInstallation);
    case 'installation_repositories':
      return parse(installationRepositories, payload, readInstallationRepositories);
    case 'repository':
      return parse(repositoryEvent, payload, readRepositoryChange);
    default:
      return ok(null);
  }
}

function parse<S extends z.ZodType>(
  schema: S,
  payload: unknown,
  read: (event: z.infer<S>) => GitHubEvent | null,
): Read {
  const parsed = schema.safeParse(payload);
  if (parsed.success) return ok(read(parsed.data));
  const [issue] = parsed.error.issues;
  return failed(
    `${issue?.path.join('.') || 'the payload'}: ${issue?.message ?? 'is not understood'}`,
  );
}

function inRepository(event: {
  repository: z.infer<typeof repositorySchema>;
  installation?: { id: number } | undefined;
  sender?: { login: string } | undefined;
}) {
  return {
    installationId: event.installation?.id ?? null,
    repository: repositoryOf(event.repository),
    sender: event.sender?.login ?? null,
  };
}

function repositoryOf(repository: z.infer<typeof repositorySchema>): EventRepository {
  const { id, name, owner, private: hidden } = repository;
  return { id, owner: owner.login, name, private: hidden };
}

const BRANCH = 'refs/heads/';

function readPush(event: z.infer<typeof push>): GitHubEvent | null {
  if (!event.ref.startsWith(BRANCH)) return null; // A tag.
  const branch = event.ref.slice(BRANCH.length);
  return {
    kind: 'pushed',
    ...inRepository(event),
    branch,
    isDefaultBranch: branch === event.repository.default_branch,
    after: /^0+$/.test(event.after) ? null : event.after,
  };
}

function readPullRequest(event: z.infer<typeof pullRequest>): GitHubEvent {
  const { user, merged, merge_commit_sha, head, base } = event.pull_request;
  return {
    kind: 'pull-request',
    ...inRepository(event),
    action: event.action,
    number: event.number,
    author: user?.login ?? null,
    headBranch: head.ref,
    head: head.sha,
    baseBranch: base.ref,
    merged: merged ?? false,
    // Until it is merged, GitHub names a commit there that only tries the merge.
    mergeCommit: merged ? (merge_commit_sha ?? null) : null,
  };
}

function readComment(event: z.infer<typeof issueComment>): GitHubEvent | null {
  if (event.action !== 'created') return null;
  return {
    kind: 'commented',
    ...inRepository(event),
    number: event.issue.number,
    onPullRequest: event.issue.pull_request !== undefined,
    author: event.comment.user?.login ?? null,
    body: event.comment.body,
  };
}

/** Only what succeeded. A status may name another environment than its deployment was begun for. */
function readDeployment(event: z.infer<typeof deploymentStatus>): GitHubEvent | null {
  const { deployment, deployment_status: status } = event;
  if (status.state !== 'success') return null;
  return {
    kind: 'deployed',
    ...inRepository(event),
    environment: status.environment ?? deployment.environment,
    commit: deployment.sha,
    at: status.created_at,
  };
}

function readInstallation(event: z.infer<typeof installationEvent>): GitHubEvent | null {
  const { id: installationId, account } = event.installation;
  const owner = account.login;
  switch (event.action) {
    case 'created':
    case 'unsuspend':
    case 'new_permissions_accepted':
      return {
        kind: 'installed',
        installationId,
        owner,
        repositories: (event.repositories ?? []).map((each) => ({ ...each, owner })),
      };
    case 'deleted':
      return { kind: 'uninstalled', how: 'deleted', installationId, owner };
    case 'suspend':
      return { kind: 'uninstalled', how: 'suspended', installationId, owner };
    default:
      return null;
  }
}

function readInstallationRepositories(
  event: z.infer<typeof installationRepositories>,
): GitHubEvent {
  const { id: installationId, account } = event.installation;
  const owner = account.login;
  return {
    kind: 'repositories-changed',
    installationId,
    owner,
    added: event.repositories_added.map((each) => ({ ...each, owner })),
    removed: event.repositories_removed.map((each) => ({ ...each, owner })),
  };
}

const CHANGES: ReadonlySet<string> = new Set<RepositoryChanged['action']>([
  'renamed',
  'transferred',
  'publicized',
  'privatized',
  'archived',
  'unarchived',
  'deleted',
]);

function isChange(action: string | undefined): action is RepositoryChanged['action'] {
  return action !== undefined && CHANGES.has(action);
}

function readRepositoryChange(event: z.infer<typeof repositoryEvent>): GitHubEvent | null {
  if (!isChange(event.action)) return null;
  const from = event.changes?.owner?.from;
  return {
    kind: 'repository-changed',
    ...inRepository(event),
    action: event.action,
    previousName: event.changes?.repository?.name.from ?? null,
    previousOwner: from?.organization?.login ?? from?.user?.login ?? null,
  };
}

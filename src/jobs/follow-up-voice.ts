import { commentOnce } from '../github/comments.ts';
import { commitsTouching } from '../github/commits.ts';
import { closeIssue, keepIssue } from '../github/issues.ts';
import type { GitHubRepository } from '../github/repository.ts';
import type { Owner } from '../model/owner.ts';
import { repositoryConfig } from './changes/repository-config.ts';
import type { FollowUpVoice } from './follow-up/say.ts';
import { openRepository } from './repositories/open-repository.ts';
import type { Services } from './services.ts';

const LABEL = 'sprinkler';

/**
 * Speaks at GitHub for follow-ups, where the repository's configuration lets us: in a repository that
 * is only observed nothing is said, and on a public one nothing of what is still exposed.
 */
export function githubVoice(services: Services): FollowUpVoice {
  const asked = async <T>(
    owner: Owner,
    name: string,
    access: 'issues' | 'read',
    ask: (client: GitHubRepository) => Promise<T>,
  ): Promise<T | null> => {
    const { config } = await repositoryConfig(services.db, owner, name);
    if (config.mode === 'observe') return null;
    const open = await openRepository(services, owner, name, access);
    if (open === null) return null;
    const isPrivate = open.stored.visibility !== 'public';
    return isPrivate || config.publishOnPublicRepository ? ask(open.client) : null;
  };
  const speak = async (
    owner: Owner,
    name: string,
    say: (client: GitHubRepository) => Promise<unknown>,
  ): Promise<void> => void (await asked(owner, name, 'issues', say));
  return {
    commits: (owner, name, range) =>
      asked(owner, name, 'read', (client) => commitsTouching(client, range)),
    commentOnce: (owner, name, number, body) =>
      speak(owner, name, (client) => commentOnce(client, number, body)),
    keepIssue: (owner, name, title, body) =>
      speak(owner, name, (client) => keepIssue(client, LABEL, { title, body })),
    closeIssue: (owner, name, title) =>
      speak(owner, name, (client) => closeIssue(client, LABEL, title)),
  };
}

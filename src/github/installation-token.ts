import type { Octokit } from 'octokit';

/** What a token covers: repositories (all of the installation when left out) and permissions. */
export interface TokenScope {
  readonly repositoryIds?: readonly number[];
  readonly repositoryNames?: readonly string[];
  readonly permissions: Readonly<Record<string, 'read' | 'write'>>;
}

/**
 * Gives an installation's token for this scope: a new one at the first call, the same one until
 * shortly before it expires, then another. Octokit's own installation clients ignore the scope and
 * take a token for everything that the installation may do.
 */
export function installationToken(
  app: Octokit,
  installationId: number,
  scope: TokenScope,
): () => Promise<string> {
  let refresh = true;
  return async () => {
    const asked = app.auth({ type: 'installation', installationId, ...scope, refresh });
    refresh = false;
    const { token } = (await asked) as { token: string };
    return token;
  };
}

import type { GitHubApp } from './app.ts';
import { isGitHubError } from './errors.ts';
import { readFile } from './files.ts';

/**
 * Reads files of the default branches of one owner's repositories, by the repository's name; null
 * when the app may not see the repository, or the file is not there. Another owner's repository
 * cannot be asked for.
 */
export function ownerFileReader(
  app: GitHubApp,
  installationId: number,
  owner: string,
): (repository: string, path: string) => Promise<string | null> {
  return async (name, path) => {
    try {
      const ref = { installationId, owner, name, id: null };
      return await readFile(await app.repository(ref, 'read'), path);
    } catch (thrown) {
      // GitHub gives no token for a repository outside the installation.
      if (isGitHubError(thrown, 'invalid', 'missing')) return null;
      throw thrown;
    }
  };
}

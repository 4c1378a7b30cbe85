import { resolvePath } from './paths.ts';

/**
 * Code of modules in other repositories of the same owner. Whoever has it (the service does) puts it into the tree in
 * directories named so; it is read like the checkout's own and never edited.
 */
const PLACE = '.sprinkler-modules';

/** A repository at GitHub, in the version that a module call names. */
export interface ModuleRepository {
  readonly owner: string;
  readonly name: string;
  /** A tag, branch or commit; null for the default branch. */
  readonly ref: string | null;
}

/** A module's `source` that is a GitHub repository: the repository, and the directory in it. */
export interface GitHubModule {
  readonly repository: ModuleRepository;
  readonly directory: string;
}

/** https://developer.hashicorp.com/terraform/language/modules/sources#github and #generic-git-repository */
const SOURCE =
  /^(?:git::)?(?:https:\/\/|ssh:\/\/git@|git@)?github\.com[/:]([\w-]{1,39})\/([\w.-]{1,100})(?:\/\/([^?#]{0,500}))?(?:\?([^#]{0,300}))?$/i;
const REF = /^\w[\w.-]*(?:\/[\w.-]+)*$/;

/** Reads a module's `source`; null when it is no GitHub repository, or names it in a way that is not understood. */
export function githubModule(source: string): GitHubModule | null {
  const [, owner, written, path = '', query = ''] = SOURCE.exec(source) ?? [];
  const directory = resolvePath('', path);
  if (owner === undefined || written === undefined || directory === null) return null;
  const ref = new URLSearchParams(query).get('ref');
  if (ref !== null && (ref.length > 200 || !REF.test(ref))) return null;
  const name = written.replace(/\.git$/i, '').toLowerCase();
  return { repository: { owner: owner.toLowerCase(), name, ref }, directory };
}

/** The GitHub repositories that modules are called from in a text. More than are called, perhaps, never less. */
export function repositoriesMentioned(text: string): readonly GitHubModule[] {
  return Array.from(text.matchAll(/"([^"\n]{0,80}github\.com[/:][^"\n]{1,900})"/gi), ([, found]) =>
    githubModule(found ?? ''),
  ).filter((found) => found !== null);
}

/** The directory for a repository's files. */
export function placeOfRepository({ owner, name, ref }: ModuleRepository): string {
  // A ref may have slashes, and never a tilde.
  return [PLACE, owner, name, ref === null ? '~' : ref.replaceAll('/', '~')].join('/');
}

/** What the directories for all versions of a repository begin with. */
export function placesOf(owner: string, name: string): string {
  return `${PLACE}/${owner}/${name.toLowerCase()}/`;
}

/** The directory in which a module of a repository would be. */
export function placeOfModule({ repository, directory }: GitHubModule): string {
  return [placeOfRepository(repository), directory].filter((part) => part !== '').join('/');
}

/** The repository that a path of such a directory is from, and the path in it; null for the checkout's own. */
export function fromRepository(
  path: string,
): { readonly repository: ModuleRepository; readonly path: string } | null {
  const [place, owner, name, ref, ...rest] = path.split('/');
  if (place !== PLACE || owner === undefined || name === undefined || ref === undefined)
    return null;
  const named = ref === '~' ? null : ref.replaceAll('~', '/');
  return { repository: { owner, name, ref: named }, path: rest.join('/') };
}

/** Whether a path is in the place that is kept for modules of other repositories. */
export function isForeign(path: string): boolean {
  return path === PLACE || path.startsWith(`${PLACE}/`);
}

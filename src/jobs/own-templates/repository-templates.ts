import { OWNER_DEFAULTS } from '../../config/repository/load.ts';
import type { Owner } from '../../model/owner.ts';
import { type LoadedTemplates, ownTemplates, type Template } from '../../pipeline/fix/index.ts';
import type { Database } from '../../store/tables.ts';
import { indexedTexts } from '../index/indexed-tree.ts';
import { languages } from '../languages.ts';
import { isOwnTemplate, OWN_TEMPLATES } from './files.ts';

/** The templates that hold for a repository, by its name, with what is wrong in those of its own. */
export type TemplatesFor = (repository: string) => Promise<LoadedTemplates>;

/**
 * What holds for each repository of an owner: the library, the templates of the owner's `.github` repository, and
 * the repository's own, which win over the owner's. Both come from the index of the default branches.
 */
export async function templatesOf(
  db: Database,
  owner: Owner,
  library: readonly Template[],
): Promise<TemplatesFor> {
  const shared = await templatesIn(db, owner, OWNER_DEFAULTS, library);
  return async (repository) => {
    const own =
      repository === OWNER_DEFAULTS ? shared : await templatesIn(db, owner, repository, library);
    const all = [...shared.templates, ...own.templates];
    const templates = new Map(all.map((template) => [template.id, template]));
    return { templates: [...library, ...templates.values()], problems: own.problems };
  };
}

async function templatesIn(
  db: Database,
  owner: Owner,
  repository: string,
  library: readonly Template[],
): Promise<LoadedTemplates> {
  const texts = await indexedTexts(db, owner, repository, `${OWN_TEMPLATES}/`);
  const files = [...texts].flatMap(([path, text]) => (isOwnTemplate(path) ? [{ path, text }] : []));
  return ownTemplates(files, library, languages);
}

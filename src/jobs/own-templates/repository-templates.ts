import { OWNER_DEFAULTS } from '../../config/repository/load.ts';
import type { Owner } from '../../model/owner.ts';
import {
  type LoadedTemplates,
  ownTemplates,
  type Template,
  type TemplateText,
} from '../../pipeline/fix/index.ts';
import type { Database } from '../../store/tables.ts';
import { indexedTexts } from '../index/indexed-tree.ts';
import { languages } from '../languages.ts';
import { isOwnTemplate } from './files.ts';

/**
 * The templates that hold for a repository: the library's, those of its owner's `.github` repository, and its
 * own, which win over the owner's. Both come from the index of the default branches. With what is wrong in them.
 */
export async function repositoryTemplates(
  db: Database,
  owner: Owner,
  repository: string,
  library: readonly Template[],
): Promise<LoadedTemplates> {
  const layers: TemplateText[][] = [];
  for (const name of new Set([OWNER_DEFAULTS, repository])) {
    const texts = await indexedTexts(db, owner, name, isOwnTemplate);
    const prefix = name === repository ? '' : `${name}/`;
    layers.push([...texts].map(([path, text]) => ({ path: `${prefix}${path}`, text })));
  }
  const { templates, problems } = ownTemplates(layers, library, languages);
  return { templates: [...library, ...templates], problems };
}

import { CONFIG_PATH } from '../../config/repository/load.ts';
import { isForeign } from '../../languages/terraform/modules/own-modules.ts';
import { CODE_OWNERS_PATHS } from '../../pipeline/deliver/code-owners.ts';
import { languages } from '../languages.ts';
import { isOfOwnTemplates, isOwnTemplate } from '../own-templates/files.ts';

/** Files that code refers to by name, or that say which version it is for. */
const ALSO_READ = /(?:^|\/)\.terraform\.lock\.hcl$|\.(?:json|tpl|tftpl|tmpl)$/;
/** Never code of the repository itself. */
const FOREIGN = /(?:^|\/)node_modules\//;

/** Whether a file may be infrastructure code that somebody applies. */
export function mayBeCode(path: string): boolean {
  return !isOfOwnTemplates(path) && languages.some((language) => language.claims(path));
}

/** Whether the index keeps a file: code, what code reads, and what says how the repository is to be treated. */
export function isWanted(path: string): boolean {
  // Kept for what other repositories have: nobody's own files are there.
  if (isForeign(path)) return false;
  if (isOfOwnTemplates(path)) return isOwnTemplate(path);
  const named: readonly string[] = [CONFIG_PATH, ...CODE_OWNERS_PATHS];
  return !FOREIGN.test(path) && (mayBeCode(path) || ALSO_READ.test(path) || named.includes(path));
}

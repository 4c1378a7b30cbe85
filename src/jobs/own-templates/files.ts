/** Where a repository keeps fix templates of its own: one folder each. */
export const OWN_TEMPLATES = '.github/sprinkler/templates';

/** Whether a file belongs to a repository's own templates. Code there is that of cases: nobody applies it. */
export function isOfOwnTemplates(path: string): boolean {
  return path.startsWith(`${OWN_TEMPLATES}/`);
}

/** Whether a file is a template itself, and not a part of a case of one. */
export function isOwnTemplate(path: string): boolean {
  if (!isOfOwnTemplates(path) || !path.endsWith('/template.yml')) return false;
  return !path.slice(OWN_TEMPLATES.length).includes('/cases/');
}

/**
 * The GitHub account or organisation that a thing belongs to: its login in lower case, because GitHub
 * compares logins so. A wall that nothing crosses: every row, job, cache key and query carries one.
 */
export type Owner = string;

/** The owner that a login names, however it is written. */
export function ownerOf(login: string): Owner {
  return login.toLowerCase();
}

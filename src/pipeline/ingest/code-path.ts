/** A SARIF address as a path in the repository; null when it leads out of it. */
export function codePath(uri: string): string | null {
  let path: string;
  try {
    path = decodeURIComponent(uri.replace(/^file:\/\/(localhost)?/, ''));
  } catch {
    return null;
  }
  if (/^[a-z][a-z0-9+.-]*:/i.test(path) || path.includes('\\')) return null;
  const steps = path.split('/').filter((step) => step !== '' && step !== '.');
  return steps.length === 0 || steps.includes('..') ? null : steps.join('/');
}

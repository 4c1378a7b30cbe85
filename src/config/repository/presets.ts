import type { RepositoryDocument } from './schema.ts';

/** Configurations that come with Sprinkler, for `extends: preset:NAME`. */
export const PRESETS: ReadonlyMap<string, RepositoryDocument> = new Map([
  [
    'recommended',
    {
      version: 1,
      mode: 'pull-request',
      limits: { open: 10, 'per-hour': 4 },
      paths: { exclude: ['**/examples', '**/test', '**/tests'] },
    },
  ],
  [
    'cautious',
    {
      version: 1,
      mode: 'pull-request',
      limits: { open: 3, 'per-hour': 1 },
      'minimum-severity': 'high',
      paths: { exclude: ['**/examples', '**/test', '**/tests'] },
    },
  ],
]);

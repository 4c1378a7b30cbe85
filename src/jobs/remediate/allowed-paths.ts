import type { RepositoryConfig } from '../../config/repository/config.ts';
import { matchesPath } from '../../foundation/wildcard.ts';

/** Whether the configuration lets this file be edited. No `include` means every file. */
export function allowsPath({ include, exclude }: RepositoryConfig['paths'], path: string): boolean {
  const isIncluded = include.length === 0 || include.some((pattern) => matchesPath(pattern, path));
  return isIncluded && !exclude.some((pattern) => matchesPath(pattern, path));
}

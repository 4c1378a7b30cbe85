import { readFileSync } from 'node:fs';
import { parse } from 'dotenv';
import { messageOf, UserError } from '../foundation/errors.ts';

/** Environment variables that are set to something; an empty one counts as absent. */
export type Variables = ReadonlyMap<string, string>;

/** The environment over what the `.env` file says (its text; null for none). */
export function variablesFrom(
  environment: Readonly<Record<string, string | undefined>>,
  dotenv: string | null,
): Variables {
  const variables = new Map<string, string>();
  for (const source of [dotenv === null ? {} : parse(dotenv), environment]) {
    for (const [name, value] of Object.entries(source)) {
      if (value === undefined) continue;
      // An empty variable of the real environment still wins: it takes the file's value away.
      if (value.trim() === '') variables.delete(name);
      else variables.set(name, value);
    }
  }
  return variables;
}

/** The process's environment over the `.env` file at `path`, which need not exist. */
export function loadVariables(path = '.env'): Variables {
  return variablesFrom(process.env, dotenvText(path));
}

function dotenvText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return null;
    throw new UserError(`Cannot read ${path}: ${messageOf(thrown)}`);
  }
}

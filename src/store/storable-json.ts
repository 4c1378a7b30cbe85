/** In JSON text: the escapes that PostgreSQL cannot store. A lone surrogate is the only one JSON.stringify escapes. */
const UNSTORABLE = /(?<!\\)((?:\\\\)*)\\u(?:0000|d[89a-f][0-9a-f]{2})/g;

/** JSON for a `jsonb` column. NUL and lone surrogates, which PostgreSQL refuses, become U+FFFD. */
export function storableJson(value: unknown): string {
  return JSON.stringify(value).replace(UNSTORABLE, '$1\\ufffd');
}

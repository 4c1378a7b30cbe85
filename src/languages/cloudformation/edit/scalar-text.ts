import type { Style } from './style.ts';

/**
 * A text as a YAML scalar that every YAML reader, 1.1 or 1.2, takes for this text: plain only where
 * nothing in it could mean anything else.
 */
export function yamlText(text: string, { quote, quoteAll }: Style): string {
  if (!quoteAll && isPlain(text)) return text;
  // Only double quotes can hold line breaks and what cannot be printed; JSON's escapes are YAML's.
  if (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\ufeff]/u.test(text)) return doubleQuoted(text);
  return quote === 'single' ? `'${text.replaceAll("'", "''")}'` : doubleQuoted(text);
}

function doubleQuoted(text: string): string {
  return JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029\p{Cf}]/gu, (character) =>
    [...unitsOf(character)].map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join(''),
  );
}

function* unitsOf(text: string): Generator<number> {
  for (let index = 0; index < text.length; index++) yield text.charCodeAt(index);
}

const WORDS = /^[A-Za-z/][\w./@+-]*(:{1,3}[\w./@+-]+)*( [A-Za-z][\w./@+-]*)*$/;
const ADDRESS = /^\d{1,3}(\.\d{1,3}){3}\/\d{1,2}$/;
const RESERVED = /^(y|n|yes|no|on|off|true|false|null)$/i;

function isPlain(text: string): boolean {
  if (text.length > 200 || RESERVED.test(text)) return false;
  return WORDS.test(text) || ADDRESS.test(text);
}

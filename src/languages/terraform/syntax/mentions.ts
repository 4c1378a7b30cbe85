/**
 * Whether any of the words stands in the text, quoted or not: the cheap question before parsing, for a search
 * over many files. True may be a false alarm (a comment, a longer word); false is certain, except for a word
 * written with escapes in a string.
 */
export function mentions(text: string, words: Iterable<string>): boolean {
  for (const word of words) if (text.includes(word)) return true;
  return false;
}

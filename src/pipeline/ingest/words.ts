/** The name of a product as the name of a source: small letters, digits and hyphens; null when nothing is left. */
export function sourceName(product: string | null | undefined): string | null {
  const plain = (product ?? '').toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return plain.slice(0, 40).replace(/^-|-$/g, '') || null;
}

/** A word from outside, short and plain enough for a sentence. */
export function shown(word: string): string {
  return word.replace(/[^\w .:/-]/g, '?').slice(0, 60);
}

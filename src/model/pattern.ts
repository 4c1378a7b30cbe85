/** Whether literal parts and holes (null: any text) can make the text. Linear in the text for each literal part. */
export function patternAllows(pattern: readonly (string | null)[], text: string): boolean {
  const literals = mergeLiterals(pattern);
  const first = literals[0] ?? '';
  const last = literals.at(-1) ?? '';
  if (literals.length === 1) return text === first;
  if (!text.startsWith(first) || !text.endsWith(last)) return false;
  let at = first.length;
  const end = text.length - last.length;
  for (const literal of literals.slice(1, -1)) {
    const found = text.indexOf(literal, at);
    if (found < 0 || found + literal.length > end) return false;
    at = found + literal.length;
  }
  return at <= end;
}

/** The texts between the holes: one more than there are holes. */
function mergeLiterals(pattern: readonly (string | null)[]): readonly string[] {
  const literals = [''];
  for (const part of pattern) {
    if (part === null) literals.push('');
    else literals.push(`${literals.pop() ?? ''}${part}`);
  }
  return literals;
}

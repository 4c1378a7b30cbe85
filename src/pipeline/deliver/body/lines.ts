/** The bullets of a Markdown list, without repetitions, the rest counted past `limit`. */
export function bullets(lines: readonly string[], limit: number): string {
  const distinct = [...new Set(lines)];
  const shown = distinct.slice(0, limit).map((line) => `- ${line}`);
  if (distinct.length > limit) shown.push(`- … and ${distinct.length - limit} more`);
  return shown.join('\n');
}

/** For a sentence in the middle of another: `Block public access` → `block public access`; `EBS …` and `CloudFront …` stay. */
export function lowerFirst(text: string): string {
  return /^[A-Z][a-z]+\b/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

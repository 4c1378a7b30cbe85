import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

const explanation = z.strictObject({
  /** A template of ours; none for what is the same of all. */
  template: z.string().optional(),
  language: z.enum(['terraform', 'cloudformation']).optional(),
  checks: z.array(z.string()).min(1),
  why: z.string().min(1),
});
type Explanation = z.infer<typeof explanation>;

/** Why Checkov and Sprinkler differ, as somebody has found out by looking. */
export function readExplanations(): readonly Explanation[] {
  const text = readFileSync(new URL('explained.yml', import.meta.url), 'utf8');
  return z.array(explanation).parse(parse(text));
}

/** The reason of a difference; null when nobody has looked at it yet. */
export function explained(
  explanations: readonly Explanation[],
  about: { readonly template: string | null; readonly language: string; readonly check: string },
): string | null {
  const found = explanations.find(
    ({ template, language, checks }) =>
      checks.includes(about.check) &&
      (template === undefined || template === about.template) &&
      (language === undefined || language === about.language),
  );
  return found?.why ?? null;
}

import type { Template } from '../../pipeline/fix/index.ts';
import { languages } from '../languages.ts';
import type { TemplateCase } from './read-cases.ts';

/** What every template shows in each of its languages: how the names of such cases begin. */
const kinds = ['plain', 'realistic', 'already-fixed', 'refused'];

/** Which kinds of case a template lacks, a sentence for each language. */
export function missingCases(
  template: Template,
  cases: readonly TemplateCase[],
): readonly string[] {
  return languages.flatMap(({ id }) => {
    if (template.entries[id].length === 0) return [];
    const missing = kinds.filter(
      (kind) => !cases.some(({ name }) => name.startsWith(`${id}/${kind}`)),
    );
    return missing.length === 0
      ? []
      : [`cases/${id}/ has no case called ${missing.map((kind) => `${kind}…`).join(', ')}.`];
  });
}

import type { JudgedCase } from './cases.ts';
import { explained, type readExplanations } from './explanations.ts';
import type { Page } from './scan-page.ts';

const verdicts = [
  'clears',
  'clears-some',
  'still-fails',
  'agrees',
  'sees-nothing',
  'no-check',
] as const;

/** The verdicts as a page to keep: totals, then every difference with its reason. */
export function casesPage(
  judged: readonly JudgedCase[],
  explanations: ReturnType<typeof readExplanations>,
  version: string,
): Page {
  const rows = judged.flatMap(({ template, language, name, failing, broken }) => {
    const of = (check: string) => explained(explanations, { template, language, check });
    const row = (check: string, kind: string) =>
      ({ template, language, name, check, kind, why: of(check) }) as const;
    return [
      ...failing.map((check) => row(check, 'fails')),
      ...broken.map((check) => row(check, 'new')),
    ];
  });
  const groups = Map.groupBy(rows, ({ template, language, check, kind, why }) =>
    [template, language, check, kind, why ?? '**not explained**'].join(' | '),
  );
  const totals = (['terraform', 'cloudformation'] as const).map((language) => {
    const own = judged.filter((each) => each.language === language);
    const counts = verdicts.map((one) => own.filter(({ verdict }) => verdict === one).length);
    return `| ${language} | ${own.length} | ${counts.join(' | ')} |`;
  });
  const text = `# What Checkov says of the template cases
Written by \`node test/judges/checkov/main.ts CHECKOV cases\`, Checkov ${version}. The words are those of \`CaseVerdict\` in \`cases.ts\`.

| language | cases | ${verdicts.join(' | ')} |
| --- | ${'--- | '.repeat(verdicts.length + 1)}
${totals.join('\n')}

## Differences
\`fails\`: a check of one of the template's controls fails in code that we call right. \`new\`: a check that did not complain of the resource before does so after the fix.

| template | language | check | | why | cases |
| --- | --- | --- | --- | --- | --- |
${[...groups]
  .map(([key, cases]) => `| ${key} | ${cases.map(({ name }) => name).join(', ')} |`)
  .sort()
  .join('\n')}
`;
  return { text, unexplained: rows.filter(({ why }) => why === null).length };
}

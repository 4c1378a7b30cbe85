import type { Comparison, Comparisons } from './compare-scans.ts';
import { explained, type readExplanations } from './explanations.ts';

/** A page to keep, and how many differences on it nobody has explained. */
export interface Page {
  readonly text: string;
  readonly unexplained: number;
}

const ours = ['vulnerable', 'compliant', 'unknown', 'nothing'] as const;
const theirs = ['fails', 'passes', 'nothing'] as const;

/** Both scanners' answers as a page: how often which pair, then every difference with its reason. */
export function scanPage(
  name: string,
  { version, rows, withoutControl }: Comparisons,
  explanations: ReturnType<typeof readExplanations>,
): Page {
  const counts = ours.map((one) => {
    const own = rows.filter((row) => row.ours === one);
    return `| ${one} | ${theirs.map((other) => own.filter((row) => row.theirs === other).length).join(' | ')} |`;
  });
  const differences = rows.filter(differs).map((row) => ({
    ...row,
    why: row.checks
      .map((check) => explained(explanations, { ...row, check }))
      .find((why) => why !== null),
  }));
  const groups = Map.groupBy(differences, ({ control, ours, theirs, checks, why }) =>
    [control, ours, theirs, checks.join(' '), why ?? '**not explained**'].join(' | '),
  );
  const text = `# \`sprinkler scan\` and Checkov on ${name}
Written by \`node test/judges/checkov/main.ts CHECKOV scan DIR\`, Checkov ${version}. One row is one control at one resource; which check means which control is in \`src/model/controls.data.json\`. Checkov failed ${withoutControl} more checks, which mean no control of ours.

| Sprinkler | Checkov fails | Checkov passes | Checkov says nothing |
| --- | --- | --- | --- |
${counts.join('\n')}

## Differences
| control | Sprinkler | Checkov | checks | why | where |
| --- | --- | --- | --- | --- | --- |
${[...groups].map(([key, of]) => `| ${key} | ${of.map(({ address }) => `\`${address}\``).join(', ')} |`).join('\n')}
`;
  return { text, unexplained: differences.filter(({ why }) => why === undefined).length };
}

function differs({ ours, theirs }: Comparison): boolean {
  return theirs === 'fails' ? ours !== 'vulnerable' : theirs === 'passes' && ours === 'vulnerable';
}

import { markdownCode, markdownText, plainText } from '../../../foundation/text.ts';
import type { Finding } from '../../../model/finding.ts';
import type { ChangeFinding, PullRequestContent } from '../../../model/pull-request.ts';

const ROWS = 25;
const REQUIREMENTS = 8;

// Pages of the publishers. Only these hosts are ever linked: an address from a finding is outside text.
const CIS_PAGE = 'https://www.cisecurity.org/benchmark/amazon_web_services';
const NIST_PAGE = 'https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final';
const CONTROLS = 'https://docs.aws.amazon.com/securityhub/latest/userguide';

/** The findings that the change answers, with the requirements behind them. */
export function findingsSection({ findings }: PullRequestContent): string {
  const rows = findings.slice(0, ROWS).map(findingRow);
  const more = findings.length - rows.length;
  const table = [
    '| Finding | Severity | Resource | Requirements |',
    '| --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
  const rest = more > 0 ? `\n\n… and ${more} more findings.` : '';
  return `### Findings\n${table}${rest}`;
}

function findingRow({ finding, words }: ChangeFinding): string {
  const requirements = [...new Set([...words.requirements, ...finding.requirements])];
  const shown = requirementLinks(requirements.slice(0, REQUIREMENTS));
  if (requirements.length > REQUIREMENTS) shown.push(`${requirements.length - REQUIREMENTS} more`);
  const cells = [
    `${controlLink(finding)} ${markdownText(finding.title, 150)}`,
    finding.severity.toLowerCase(),
    markdownCode(finding.resource.id, 250),
    shown.join('; '),
  ];
  return `| ${cells.join(' | ')} |`;
}

/** Security Hub documents each control on its service's page, at an anchor made of its id. */
function controlLink(finding: Finding): string {
  const control = finding.control ?? '';
  const [, service, number] = /^([A-Za-z][A-Za-z0-9]{1,30})\.(\d{1,3})$/.exec(control) ?? [];
  if (!service || !number) return markdownText(finding.checks[0]?.id ?? finding.source, 80);
  const name = service.toLowerCase();
  return `[${service}.${number}](${CONTROLS}/${name}-controls.html#${name}-${number})`;
}

/** `CIS AWS Foundations v5.0.0` and `NIST.800-53.r5`, before the numbers of their requirements. */
const PUBLISHED = /^(CIS\b.*|NIST.800-53\S*) (\S+)$/i;

/** One link for each publication, with the numbers of all its requirements. */
function requirementLinks(requirements: readonly string[]): string[] {
  const parts = requirements.map((requirement) => {
    const name = plainText(requirement, 80);
    const [, publication = null, number = null] = PUBLISHED.exec(name) ?? [];
    return { name, publication, number };
  });
  const groups = Map.groupBy(parts, ({ name, publication }) => publication ?? name);
  return [...groups].map(([title, of]) => {
    const [first] = of;
    if (first?.publication == null) return markdownText(title);
    const page = /^CIS/i.test(title) ? CIS_PAGE : NIST_PAGE;
    const numbers = of.map(({ number }) => number).join(', ');
    return `[${markdownText(`${title} ${numbers}`)}](${page})`;
  });
}

import { markdownCode, markdownText } from '../../../foundation/text.ts';
import type { Location } from '../../../model/outcome.ts';
import type { ChangeFinding, PullRequestContent } from '../../../model/pull-request.ts';
import { bullets } from './lines.ts';

/** How we know that these blocks made these resources. */
export function evidenceSection({ findings }: PullRequestContent): string {
  const lines = findings.flatMap((each) =>
    each.outcome.location ? [evidenceLine(each, each.outcome.location)] : [],
  );
  if (lines.length === 0) return '';
  return `### Why this code\n${bullets(lines, 10)}`;
}

function evidenceLine({ finding }: ChangeFinding, location: Location): string {
  const { address, file, line, endLine, confidence, evidence } = location;
  const place = markdownCode(`${file}:${line}-${endLine}`, 250);
  const reasons = evidence.slice(0, 4).map(({ detail }) => markdownText(detail, 300));
  const because = reasons.length > 0 ? `: ${reasons.join('; ')}` : '';
  return `${markdownCode(address, 250)} (${place}) made ${markdownCode(finding.resource.id, 250)}, ${confidence}${because}`;
}

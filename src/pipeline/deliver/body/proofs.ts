import { markdownText } from '../../../foundation/text.ts';
import type { Proof } from '../../../model/outcome.ts';
import type { PullRequestContent } from '../../../model/pull-request.ts';
import { bullets } from './lines.ts';

/** What was checked about the edit. A proof of several findings is one line. */
export function proofSection({ findings }: PullRequestContent): string {
  const lines = findings.flatMap(({ outcome }) => outcome.proofs.map(proofLine));
  if (lines.length === 0) return '';
  return `### What was proven\n${bullets(lines, 15)}`;
}

function proofLine({ name, passed, detail }: Proof): string {
  return `${passed ? '✓' : '✗'} ${markdownText(name, 60)}: ${markdownText(detail, 300)}`;
}

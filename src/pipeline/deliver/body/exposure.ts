import { markdownText } from '../../../foundation/text.ts';
import type { PullRequestContent } from '../../../model/pull-request.ts';
import { bullets } from './lines.ts';

/** What is exposed, and, when a person has to act before merging, what that is. */
export function exposureSection({ change, findings }: PullRequestContent): string {
  const sentences = [...new Set(findings.map(({ words }) => markdownText(words.exposure)))];
  const exposure = sentences.length === 1 ? `${sentences[0]}` : bullets(sentences, 5);
  if (change.readyToMerge) return exposure;
  const blockers = bullets(
    change.blockers.map((blocker) => markdownText(blocker)),
    10,
  );
  return `${exposure}\n\n**Not ready to merge:**\n${blockers}`;
}

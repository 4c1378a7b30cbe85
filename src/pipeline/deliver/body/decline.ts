import { markdownCode } from '../../../foundation/text.ts';
import type { PullRequestContent } from '../../../model/pull-request.ts';

/** How to say no: to this pull request, or to every fix of its kind. */
export function declineSection({ findings }: PullRequestContent): string {
  const templates = [...new Set(findings.flatMap(({ outcome }) => outcome.template ?? []))];
  const named = templates.slice(0, 5).map((id) => markdownCode(id, 100));
  const settings = named.length > 0 ? ` (${named.join(', ')})` : '';
  return [
    '### Not what you want?',
    '- **Decline:** close this pull request without merging. It is not proposed again until the root cause changes.',
    `- **No such fixes here:** set \`enabled: false\` for the template${settings} under \`templates\` in \`.github/sprinkler.yml\`.`,
    '- **Do it differently:** push to this branch. From then on it is yours and is not touched again.',
  ].join('\n');
}

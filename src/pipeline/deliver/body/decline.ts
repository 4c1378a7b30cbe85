import { markdownCode } from '../../../foundation/text.ts';
import type { PullRequestContent } from '../../../model/pull-request.ts';

/** How to say no: to this pull request, or to every fix of its kind. */
export function declineSection(content: PullRequestContent): string {
  return [
    '### Not what you want?',
    '- **Decline:** close this pull request without merging. It is not proposed again until the root cause changes.',
    templateOff(content),
    '- **Do it differently:** push to this branch. From then on it is yours and is not touched again.',
  ].join('\n');
}

/** The same, where the fix is proposed in an issue. */
export function declineIssueSection(content: PullRequestContent): string {
  return [
    '### What now?',
    '- **Take it:** apply the change below with `git apply`.',
    '- **Have it as a pull request:** set `mode: pull-request` in `.github/sprinkler.yml`.',
    '- **Not this one:** close this issue. It is not opened again.',
    templateOff(content),
  ].join('\n');
}

function templateOff({ findings }: PullRequestContent): string {
  const templates = [...new Set(findings.flatMap(({ outcome }) => outcome.template ?? []))];
  const named = templates.slice(0, 5).map((id) => markdownCode(id, 100));
  const settings = named.length > 0 ? ` (${named.join(', ')})` : '';
  return `- **No such fixes here:** set \`enabled: false\` for the template${settings} under \`templates\` in \`.github/sprinkler.yml\`.`;
}

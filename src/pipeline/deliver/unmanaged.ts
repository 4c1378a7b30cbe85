import { inertText, markdownCode, markdownText } from '../../foundation/text.ts';
import type { CloudResource, Finding } from '../../model/finding.ts';
import type { IssueText } from '../../model/pull-request.ts';
import { bullets } from './body/lines.ts';
import { originOf } from './origin-of.ts';

/** What an issue says once its resource is gone, fails no check any more, or is made by code. */
export const GONE =
  'Settled: the resource is gone, fails no check any more, or is made by code by now.';

const SHOWN_CHECKS = 20;

/** One issue for each resource that no code makes, in the order of its first finding. */
export function unmanagedIssues(findings: readonly Finding[]): readonly IssueText[] {
  const byTitle = Map.groupBy(findings, ({ resource }) => titleOf(resource));
  return [...byTitle].flatMap(([title, about]) => {
    const [first] = about;
    return first === undefined ? [] : [{ title, body: bodyOf(first.resource, about) }];
  });
}

/** Ids that are no ARN are unique within an account and region only. */
function titleOf({ id, account, region }: CloudResource): string {
  const place = id.startsWith('arn:') ? '' : ` in ${account ?? 'an account'} ${region ?? ''}`;
  return inertText(`Managed by no code: ${id}${place}`, 240);
}

function bodyOf(resource: CloudResource, findings: readonly Finding[]): string {
  const { id, type, account, region } = resource;
  const checks = findings.map(
    ({ control, title, severity }) =>
      `${control === null ? '' : `${markdownCode(control)} `}${markdownText(title, 200)} (${severity.toLowerCase()})`,
  );
  const facts = [
    `Resource: ${markdownCode(id)}`,
    ...(type === null ? [] : [`Type: ${markdownCode(type)}`]),
    ...(account === null ? [] : [`Account: ${markdownCode(account)}`]),
    ...(region === null ? [] : [`Region: ${markdownCode(region)}`]),
    ...originOf(resource).map(({ what, value }) => `${what}: ${markdownCode(value, 200)}`),
  ];
  return `No infrastructure code in the repositories that the app may see makes this resource, so no pull request can mend it.

${facts.map((fact) => `- ${fact}`).join('\n')}

It fails:

${bullets(checks, SHOWN_CHECKS)}

What settles it: delete the resource, take it over into code (an \`import\` block, or CloudFormation's resource import), or install the app on the repository that has its code. If code makes it and it was not recognised, a hint in that repository's configuration says so. This issue closes itself then; closed by hand, it stays closed.`;
}

import {
  type AwsSecurityFinding,
  GetFindingsCommand,
  type SecurityHubClient,
} from '@aws-sdk/client-securityhub';
import { type Asked, asking, oddAnswer } from '../errors.ts';

const ASKED: Asked = {
  service: 'Security Hub',
  operation: 'GetFindings',
  permission: 'securityhub:GetFindings',
};
/** The most values that a filter takes. */
const IDS_PER_CALL = 20;
/** Products may use the same id, but not so many. */
const MOST_PAGES = 20;

/** The findings with these ids as they are now; those that Security Hub does not have are left out. */
export async function findingsById(
  client: SecurityHubClient,
  ids: readonly string[],
  signal?: AbortSignal,
): Promise<readonly AwsSecurityFinding[]> {
  const found: AwsSecurityFinding[] = [];
  for (let start = 0; start < ids.length; start += IDS_PER_CALL) {
    found.push(...(await ask(client, ids.slice(start, start + IDS_PER_CALL), signal)));
  }
  return found;
}

async function ask(
  client: SecurityHubClient,
  ids: readonly string[],
  signal: AbortSignal | undefined,
): Promise<readonly AwsSecurityFinding[]> {
  const wanted = new Set(ids);
  const found: AwsSecurityFinding[] = [];
  let token: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const command = new GetFindingsCommand({
      Filters: { Id: ids.map((Value) => ({ Value, Comparison: 'EQUALS' })) },
      MaxResults: 100,
      NextToken: token,
    });
    const answer = await asking(ASKED, () =>
      client.send(command, signal ? { abortSignal: signal } : {}),
    );
    if (!Array.isArray(answer.Findings)) throw oddAnswer(ASKED, 'it has no list of findings');
    found.push(...answer.Findings.filter(({ Id }) => Id !== undefined && wanted.has(Id)));
    token = answer.NextToken || undefined;
    if (token === undefined) return found;
  }
  throw oddAnswer(ASKED, `${ids.length} ids have more than ${MOST_PAGES} pages of findings`);
}

import {
  type AwsSecurityFinding,
  type AwsSecurityFindingFilters,
  GetFindingsCommand,
  type SecurityHubClient,
} from '@aws-sdk/client-securityhub';
import { type Asked, asking, oddAnswer } from '../errors.ts';
import { collectPages } from '../pages.ts';

const ASKED: Asked = {
  service: 'Security Hub',
  operation: 'GetFindings',
  permission: 'securityhub:GetFindings',
};

/** Active findings of one control in one account and region, updated since a time. */
export interface About {
  readonly control: string;
  readonly account: string;
  readonly region: string;
  readonly since: Date;
  readonly now: Date;
}

/** What Security Hub says of a control in one place. */
export function findingsAbout(
  client: SecurityHubClient,
  { control, account, region, since, now }: About,
  signal?: AbortSignal,
): Promise<readonly AwsSecurityFinding[]> {
  const equals = (Value: string) => [{ Value, Comparison: 'EQUALS' as const }];
  const Filters: AwsSecurityFindingFilters = {
    ComplianceSecurityControlId: equals(control),
    AwsAccountId: equals(account),
    Region: equals(region),
    RecordState: equals('ACTIVE'),
    UpdatedAt: [{ Start: since.toISOString(), End: now.toISOString() }],
  };
  return collectPages(ASKED, async (NextToken) => {
    const command = new GetFindingsCommand({ Filters, MaxResults: 100, NextToken });
    const answer = await asking(ASKED, () =>
      client.send(command, signal ? { abortSignal: signal } : {}),
    );
    if (!Array.isArray(answer.Findings)) throw oddAnswer(ASKED, 'it has no list of findings');
    return { items: answer.Findings, token: answer.NextToken };
  });
}

import {
  type AggregateEvaluationResult,
  type ConfigServiceClient,
  type EvaluationResult,
  GetAggregateComplianceDetailsByConfigRuleCommand,
  GetComplianceDetailsByConfigRuleCommand,
  GetComplianceDetailsByResourceCommand,
} from '@aws-sdk/client-config-service';
import { type Asked, asking } from '../errors.ts';
import { collectPages, type Page, pagesOf } from '../pages.ts';
import type { ConfigResource } from './resources.ts';
import type { RulePlace } from './rules.ts';

/** One verdict of a rule on one resource, with the account and the region that it is in. */
export type Verdict = AggregateEvaluationResult;

const DIRECT = asked('GetComplianceDetailsByConfigRule');
const BY_RESOURCE = asked('GetComplianceDetailsByResource');
const AGGREGATED = asked('GetAggregateComplianceDetailsByConfigRule');
const PAGE = 100;

/** A rule's verdicts of one kind, page by page. */
export function verdictsOf(
  client: ConfigServiceClient,
  aggregator: string | null,
  rule: RulePlace,
  compliance: 'NON_COMPLIANT' | 'COMPLIANT',
  signal?: AbortSignal,
): AsyncGenerator<readonly Verdict[]> {
  const send = signal ? { abortSignal: signal } : {};
  if (aggregator === null)
    return pagesOf(DIRECT, async (NextToken): Promise<Page<Verdict>> => {
      const command = new GetComplianceDetailsByConfigRuleCommand({
        ConfigRuleName: rule.name,
        ComplianceTypes: [compliance],
        Limit: PAGE,
        NextToken,
      });
      const answer = await asking(DIRECT, () => client.send(command, send));
      return {
        items: answer.EvaluationResults?.map((result) => placed(result, rule)),
        token: answer.NextToken,
      };
    });
  return pagesOf(AGGREGATED, async (NextToken): Promise<Page<Verdict>> => {
    const command = new GetAggregateComplianceDetailsByConfigRuleCommand({
      ConfigurationAggregatorName: aggregator,
      ConfigRuleName: rule.name,
      AccountId: rule.account,
      AwsRegion: rule.region,
      ComplianceType: compliance,
      Limit: PAGE,
      NextToken,
    });
    const answer = await asking(AGGREGATED, () => client.send(command, send));
    return {
      items: answer.AggregateEvaluationResults?.map((result) => placed(result, rule)),
      token: answer.NextToken,
    };
  });
}

/** What a rule of the client's own account says of one resource now; nothing when it says nothing. */
export async function verdictsOn(
  client: ConfigServiceClient,
  rule: RulePlace,
  { type, id }: ConfigResource,
  signal?: AbortSignal,
): Promise<readonly Verdict[]> {
  const results = await collectPages(BY_RESOURCE, async (NextToken) => {
    const command = new GetComplianceDetailsByResourceCommand({
      ResourceType: type,
      ResourceId: id,
      NextToken,
    });
    const send = signal ? { abortSignal: signal } : {};
    const answer = await asking(BY_RESOURCE, () => client.send(command, send));
    return { items: answer.EvaluationResults, token: answer.NextToken };
  });
  const ofRule = ({ EvaluationResultIdentifier: identifier }: EvaluationResult) =>
    identifier?.EvaluationResultQualifier?.ConfigRuleName === rule.name;
  return results.filter(ofRule).map((result) => placed(result, rule));
}

/** A question about one rule is answered for its own place, whatever the answer says. */
function placed(result: EvaluationResult | AggregateEvaluationResult, rule: RulePlace): Verdict {
  return { ...result, AccountId: rule.account, AwsRegion: rule.region };
}

function asked(operation: string): Asked {
  return { service: 'Config', operation, permission: `config:${operation}` };
}

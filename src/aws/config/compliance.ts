import {
  type AggregateEvaluationResult,
  type ConfigServiceClient,
  type EvaluationResult,
  GetAggregateComplianceDetailsByConfigRuleCommand,
  GetComplianceDetailsByConfigRuleCommand,
} from '@aws-sdk/client-config-service';
import { type Asked, asking } from '../errors.ts';
import { type Page, pagesOf } from '../pages.ts';
import type { RulePlace } from './rules.ts';

/** One verdict of a rule on one resource, with the account and the region that it is in. */
export type Verdict = AggregateEvaluationResult;

const DIRECT = asked('GetComplianceDetailsByConfigRule');
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

/** A question about one rule is answered for its own place, whatever the answer says. */
function placed(result: EvaluationResult | AggregateEvaluationResult, rule: RulePlace): Verdict {
  return { ...result, AccountId: rule.account, AwsRegion: rule.region };
}

function asked(operation: string): Asked {
  return { service: 'Config', operation, permission: `config:${operation}` };
}

import {
  type ConfigRule,
  type ConfigServiceClient,
  DescribeAggregateComplianceByConfigRulesCommand,
  DescribeComplianceByConfigRuleCommand,
  DescribeConfigRulesCommand,
} from '@aws-sdk/client-config-service';
import { type Asked, asking } from '../errors.ts';
import { collectPages } from '../pages.ts';

/** A rule in one account and region. */
export interface RulePlace {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  /** What it checks and with which parameters; null from an aggregator, which does not tell. */
  readonly definition: ConfigRule | null;
}

/** The rules that something does not comply with, in a fixed order. */
export async function failingRules(
  client: ConfigServiceClient,
  aggregator: string | null,
  signal?: AbortSignal,
): Promise<readonly RulePlace[]> {
  const places =
    aggregator === null
      ? await describeRules(client, await failingNames(client, signal), signal)
      : await aggregated(client, aggregator, signal);
  return [...places].sort((a, b) => (keyOfRule(a) < keyOfRule(b) ? -1 : 1));
}

/** These rules, in the client's own account and region. Those that are not there are left out. */
export async function describeRules(
  client: ConfigServiceClient,
  names: ReadonlySet<string>,
  signal?: AbortSignal,
): Promise<readonly RulePlace[]> {
  const operation = asked('DescribeConfigRules');
  // Asked for by name, one rule that was deleted a moment ago would fail the call.
  const rules = await collectPages(operation, async (NextToken) => {
    const answer = await asking(operation, () =>
      client.send(
        new DescribeConfigRulesCommand({ NextToken }),
        signal ? { abortSignal: signal } : {},
      ),
    );
    return { items: answer.ConfigRules, token: answer.NextToken };
  });
  return rules.flatMap(placeOf).filter(({ name }) => names.has(name));
}

/** Where a rule comes in the order of `failingRules`. */
export function keyOfRule({ account, region, name }: RulePlace): string {
  return `${account} ${region} ${name}`;
}

async function failingNames(
  client: ConfigServiceClient,
  signal?: AbortSignal,
): Promise<ReadonlySet<string>> {
  const operation = asked('DescribeComplianceByConfigRule');
  const found = await collectPages(operation, async (NextToken) => {
    const answer = await asking(operation, () =>
      client.send(
        new DescribeComplianceByConfigRuleCommand({
          ComplianceTypes: ['NON_COMPLIANT'],
          NextToken,
        }),
        signal ? { abortSignal: signal } : {},
      ),
    );
    return { items: answer.ComplianceByConfigRules, token: answer.NextToken };
  });
  return new Set(found.flatMap(({ ConfigRuleName }) => ConfigRuleName ?? []));
}

async function aggregated(
  client: ConfigServiceClient,
  aggregator: string,
  signal?: AbortSignal,
): Promise<readonly RulePlace[]> {
  const operation = asked('DescribeAggregateComplianceByConfigRules');
  const found = await collectPages(operation, async (NextToken) => {
    const answer = await asking(operation, () =>
      client.send(
        new DescribeAggregateComplianceByConfigRulesCommand({
          ConfigurationAggregatorName: aggregator,
          Filters: { ComplianceType: 'NON_COMPLIANT' },
          Limit: 300,
          NextToken,
        }),
        signal ? { abortSignal: signal } : {},
      ),
    );
    return { items: answer.AggregateComplianceByConfigRules, token: answer.NextToken };
  });
  return found.flatMap(({ ConfigRuleName, AccountId, AwsRegion }) =>
    ConfigRuleName && AccountId && AwsRegion
      ? [{ name: ConfigRuleName, account: AccountId, region: AwsRegion, definition: null }]
      : [],
  );
}

/** The ARN is the only place that names account and region: `arn:aws:config:REGION:ACCOUNT:config-rule/…`. */
function placeOf(definition: ConfigRule): RulePlace[] {
  const [, region, account] =
    /^arn:[a-z-]{3,20}:config:([a-z0-9-]{1,30}):(\d{12}):/.exec(definition.ConfigRuleArn ?? '') ??
    [];
  const name = definition.ConfigRuleName;
  return name && account && region ? [{ name, account, region, definition }] : [];
}

function asked(operation: string): Asked {
  return { service: 'Config', operation, permission: `config:${operation}` };
}

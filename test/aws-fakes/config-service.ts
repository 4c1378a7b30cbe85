import type { JsonObject } from '../../src/foundation/json.ts';
import { awsFault, type FakeCall, type FakeService, json } from './server.ts';

/** A rule of Config, in one account and region, and its verdicts by resource id. */
export interface FakeRule {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly identifier: string;
  readonly parameters: JsonObject;
  readonly type: string;
  readonly verdicts: Map<string, 'COMPLIANT' | 'NON_COMPLIANT'>;
}

export interface FakeResource {
  readonly id: string;
  readonly type: string;
  readonly account: string;
  readonly region: string;
  readonly name: string;
  readonly arn: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly configuration: JsonObject;
  /** When Config recorded it. */
  readonly capturedAt?: string;
}

/** Config, as seen from its account and region, with one aggregator called `all`. */
export interface FakeConfig {
  readonly rules: FakeRule[];
  readonly resources: FakeResource[];
  /** When verdicts were made, in seconds since 1970. */
  time: number;
  readonly service: FakeService;
}

const PAGE = 2;

interface FakeResult {
  readonly EvaluationResultIdentifier: {
    readonly EvaluationResultQualifier: { readonly ResourceId: string };
  };
}

export function fakeConfig(account = '111111111111', region = 'eu-west-1'): FakeConfig {
  const config: FakeConfig = { rules: [], resources: [], time: 1_767_225_600, service: answer };
  return config;

  function answer(call: FakeCall) {
    const [, operation = ''] = /^StarlingDoveService\.(\w+)$/.exec(call.operation) ?? [];
    const own = config.rules.filter((rule) => rule.account === account && rule.region === region);
    const { input } = call;
    switch (operation) {
      case 'DescribeConfigRules':
        return page(input, 'ConfigRules', own.map(definition));
      case 'DescribeComplianceByConfigRule':
        return page(
          input,
          'ComplianceByConfigRules',
          own.filter(isFailing).map(({ name }) => ({ ConfigRuleName: name })),
        );
      case 'GetComplianceDetailsByConfigRule': {
        const rule = own.find(({ name }) => name === input.ConfigRuleName);
        if (rule === undefined) return awsFault('NoSuchConfigRuleException');
        const wanted = Array.isArray(input.ComplianceTypes) ? input.ComplianceTypes : [];
        return page(input, 'EvaluationResults', results(rule, wanted));
      }
      case 'GetComplianceDetailsByResource': {
        const on = own.filter(({ type }) => type === input.ResourceType);
        const every = on.flatMap((rule) => results(rule, ['COMPLIANT', 'NON_COMPLIANT']));
        return page(input, 'EvaluationResults', every.filter(isOn(String(input.ResourceId))));
      }
      case 'SelectResourceConfig':
        return page(input, 'Results', select(String(input.Expression)));
      case '':
        return null;
      default:
        return input.ConfigurationAggregatorName === 'all'
          ? aggregated(operation, input)
          : awsFault('NoSuchConfigurationAggregatorException');
    }
  }

  function aggregated(operation: string, input: JsonObject) {
    switch (operation) {
      case 'DescribeAggregateComplianceByConfigRules':
        return page(
          input,
          'AggregateComplianceByConfigRules',
          config.rules.filter(isFailing).map((rule) => ({
            ConfigRuleName: rule.name,
            AccountId: rule.account,
            AwsRegion: rule.region,
          })),
        );
      case 'GetAggregateComplianceDetailsByConfigRule': {
        const rule = config.rules.find(
          (each) =>
            each.name === input.ConfigRuleName &&
            each.account === input.AccountId &&
            each.region === input.AwsRegion,
        );
        if (rule === undefined) return page(input, 'AggregateEvaluationResults', []);
        return page(input, 'AggregateEvaluationResults', results(rule, [input.ComplianceType]));
      }
      case 'SelectAggregateResourceConfig':
        return page(input, 'Results', select(String(input.Expression)));
      default:
        return null;
    }
  }

  function results(rule: FakeRule, wanted: readonly unknown[]): FakeResult[] {
    return [...rule.verdicts]
      .filter(([, compliance]) => wanted.includes(compliance))
      .map(([id, compliance]) => ({
        EvaluationResultIdentifier: {
          EvaluationResultQualifier: {
            ConfigRuleName: rule.name,
            ResourceType: rule.type,
            ResourceId: id,
          },
        },
        ComplianceType: compliance,
        ResultRecordedTime: config.time,
      }));
  }

  /** The conditions that we ask with; any other expression is refused. */
  function select(expression: string): string[] {
    const [, type, ids = '', account, region] =
      /^SELECT [\w, ]+ WHERE resourceType = '([^']+)' AND resourceId IN \(([^)]*)\) AND accountId = '(\d{12})' AND awsRegion = '([a-z0-9-]+)'$/.exec(
        expression,
      ) ?? [];
    const wanted = new Set([...ids.matchAll(/'([^']*)'/g)].map(([, id]) => id));
    return config.resources
      .filter((each) => each.type === type && each.account === account && each.region === region)
      .filter(({ id }) => wanted.has(id))
      .map((each) =>
        JSON.stringify({
          resourceId: each.id,
          resourceType: each.type,
          resourceName: each.name,
          arn: each.arn,
          accountId: each.account,
          awsRegion: each.region,
          configurationItemCaptureTime: each.capturedAt,
          tags: Object.entries(each.tags).map(([key, value]) => ({
            key,
            value,
            tag: `${key}=${value}`,
          })),
          configuration: each.configuration,
        }),
      );
  }
}

function definition(rule: FakeRule) {
  return {
    ConfigRuleName: rule.name,
    ConfigRuleArn: `arn:aws:config:${rule.region}:${rule.account}:config-rule/config-rule-x`,
    Source: { Owner: 'AWS', SourceIdentifier: rule.identifier },
    InputParameters: JSON.stringify(rule.parameters),
  };
}

function isOn(id: string): (result: FakeResult) => boolean {
  return ({ EvaluationResultIdentifier: about }) =>
    about.EvaluationResultQualifier.ResourceId === id;
}

function isFailing(rule: FakeRule): boolean {
  return [...rule.verdicts.values()].includes('NON_COMPLIANT');
}

function page(input: JsonObject, key: string, items: readonly unknown[]) {
  const start = Number(input.NextToken ?? 0);
  const more = start + PAGE < items.length;
  return json({
    [key]: items.slice(start, start + PAGE),
    ...(more ? { NextToken: String(start + PAGE) } : {}),
  });
}

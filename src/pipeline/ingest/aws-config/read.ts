import type { JsonObject } from '../../../foundation/json.ts';
import {
  type Control,
  controlForConfigRule,
  controlForServiceLinkedRule,
} from '../../../model/controls.ts';
import type { CheckId, ComplianceStatus } from '../../../model/finding.ts';
import { complaint } from '../fields.ts';
import { type Format, finding, type Item, invalid, type Reading, setAside } from '../format.ts';
import { cloudResource } from '../resource.ts';
import { type Context, contextOf, objectIn } from './context.ts';
import { complianceChange, evaluationResult } from './schema.ts';

const SOURCE = 'aws-config';
const RESULTS = ['EvaluationResults', 'AggregateEvaluationResults'] as const;

const statuses: Readonly<Record<string, ComplianceStatus>> = {
  COMPLIANT: 'passed',
  NON_COMPLIANT: 'failed',
};

/**
 * AWS Config: results of `GetComplianceDetailsByConfigRule` (also of aggregators) and compliance-change
 * events. Neither says which managed rule it is, only its name; `ConfigRules` (as `DescribeConfigRules`
 * gives them) and `ConfigurationItems` beside the results tell the rest.
 */
export const awsConfig: Format = {
  id: 'aws-config',
  recognises: (value) =>
    RESULTS.some((key) => Array.isArray(value[key])) ||
    'newEvaluationResult' in value ||
    noticeOf(value) !== null,
  read,
};

function read({ value, path }: Item): readonly Reading[] {
  const notice = noticeOf(value);
  if (notice !== null) return [setAside(null, SOURCE, `${path}: ${notice}`)];
  const context = contextOf(value);
  if ('newEvaluationResult' in value) return [readChange({ value, path }, context)];
  return RESULTS.flatMap((key) => {
    const results = value[key];
    if (!Array.isArray(results)) return [];
    return results.map((result: unknown, index) =>
      readResult(result, `${path}.${key}[${index}]`, context),
    );
  });
}

/** What other messages of Config's are, which hold no verdict. */
function noticeOf(value: JsonObject): string | null {
  if ('invokingEvent' in value) return 'it asks a custom rule for a verdict and carries none.';
  const { messageType } = value;
  if (messageType === 'ComplianceChangeNotification') return null;
  if ('configurationItem' in value || 'configurationItems' in value) {
    return 'configuration items tell how resources are, not whether they comply.';
  }
  if ('configurationStateId' in value || 'configurationItemStatus' in value) {
    return 'a configuration item tells how a resource is, not whether it complies.';
  }
  if (typeof messageType === 'string' && /^Configuration|Snapshot/.test(messageType)) {
    return 'a notice about deliveries of AWS Config carries no verdict.';
  }
  return null;
}

function readChange({ value, path }: Item, context: Context): Reading {
  const parsed = complianceChange.safeParse(value);
  if (!parsed.success) return invalid(null, SOURCE, complaint(path, parsed.error));
  const change = parsed.data;
  return toFinding(
    {
      rule: change.configRuleName,
      type: change.resourceType,
      id: change.resourceId,
      account: change.awsAccountId,
      region: change.awsRegion,
      compliance: change.newEvaluationResult.complianceType,
      annotation: change.newEvaluationResult.annotation,
      time: change.newEvaluationResult.resultRecordedTime,
    },
    context,
  );
}

function readResult(value: unknown, path: string, context: Context): Reading {
  const parsed = evaluationResult.safeParse(value);
  if (!parsed.success) return invalid(null, SOURCE, complaint(path, parsed.error));
  const result = parsed.data;
  const about = result.EvaluationResultIdentifier.EvaluationResultQualifier;
  return toFinding(
    {
      rule: about.ConfigRuleName,
      type: about.ResourceType,
      id: about.ResourceId,
      account: result.AccountId,
      region: result.AwsRegion,
      compliance: result.ComplianceType,
      annotation: result.Annotation,
      time: result.ResultRecordedTime,
    },
    context,
  );
}

/** One verdict of one rule on one resource. */
interface Verdict {
  readonly rule: string;
  readonly type: string;
  readonly id: string;
  readonly account: string | null;
  readonly region: string | null;
  readonly compliance: string;
  readonly annotation: string | null;
  readonly time: string | null;
}

function toFinding(verdict: Verdict, context: Context): Reading {
  const { control, checks } = checksOf(verdict.rule, context);
  const item = context.item(verdict.type, verdict.id);
  const recorded = item?.configurationItemCaptureTime ?? null;
  const account = verdict.account ?? item?.accountId ?? null;
  const region = verdict.region ?? item?.awsRegion ?? null;
  const names = [item?.resourceName, verdict.id].filter((name) => typeof name === 'string');
  return finding({
    id: [SOURCE, account ?? '', region ?? '', verdict.rule, verdict.type, verdict.id].join(':'),
    source: SOURCE,
    control: control?.id ?? null,
    checks,
    title: control?.title ?? `Config rule ${verdict.rule}`,
    description: verdict.annotation ?? '',
    severity: control?.severity ?? 'MEDIUM',
    status: statuses[verdict.compliance] ?? 'not-available',
    active: true,
    resource: cloudResource({
      id:
        verdict.type === 'AWS::::Account'
          ? `AWS::::Account:${verdict.id}`
          : (item?.arn ?? verdict.id),
      type: verdict.type,
      account,
      region,
      tags: item?.tags,
      names: verdict.type === 'AWS::::Account' ? [] : names,
      details: objectIn(item?.configuration),
    }),
    requirements: [],
    remediationUrl: null,
    firstSeen: null,
    updatedAt: verdict.time,
    ...(recorded === null ? {} : { configuredAt: recorded }),
    codeLocation: null,
  });
}

/** A managed rule is known by its source identifier and parameters, one of Security Hub's by its name. */
function checksOf(
  name: string,
  context: Context,
): { control: Control | null; checks: readonly CheckId[] } {
  const rule = context.rule(name);
  if (rule?.Source.Owner === 'AWS') {
    const parameters = objectIn(rule.InputParameters);
    const id = rule.Source.SourceIdentifier;
    return {
      control: controlForConfigRule(id, parameters),
      checks: [{ scheme: 'config-rule', id, parameters }],
    };
  }
  const control = controlForServiceLinkedRule(name);
  return {
    control,
    checks: control === null ? [] : [{ scheme: 'security-hub', id: control.id }],
  };
}

import { z } from 'zod';
import { id, json, object, text } from '../fields.ts';

/**
 * What AWS Config says about compliance, as far as it is read.
 * https://docs.aws.amazon.com/config/latest/APIReference/API_GetComplianceDetailsByConfigRule.html
 */

/** The event or notification `ComplianceChangeNotification`. */
export const complianceChange = z.object({
  awsAccountId: text,
  awsRegion: text,
  configRuleName: id,
  resourceType: id,
  resourceId: id,
  newEvaluationResult: z.object({
    complianceType: id,
    annotation: text,
    resultRecordedTime: text,
  }),
});

/** One of `EvaluationResults` or `AggregateEvaluationResults`. */
export const evaluationResult = z.object({
  EvaluationResultIdentifier: z.object({
    EvaluationResultQualifier: z.object({ ConfigRuleName: id, ResourceType: id, ResourceId: id }),
  }),
  ComplianceType: id,
  Annotation: text,
  ResultRecordedTime: text,
  AccountId: text,
  AwsRegion: text,
});

/** A rule as `DescribeConfigRules` gives it. */
export const configRule = z.object({
  ConfigRuleName: id,
  Source: z.object({ Owner: text, SourceIdentifier: id }),
  /** JSON as a text, or the object. */
  InputParameters: z.union([z.string(), object]).nullish().catch(null),
});
export type ConfigRule = z.infer<typeof configRule>;

/** A resource as `BatchGetResourceConfig` and notifications give it. */
export const configurationItem = z.object({
  resourceType: id,
  resourceId: id,
  resourceName: text,
  arn: text,
  accountId: text,
  awsRegion: text,
  configurationItemCaptureTime: text,
  tags: json,
  /** JSON as a text, or the object. */
  configuration: z.union([z.string(), object]).nullish().catch(null),
});
export type ConfigurationItem = z.infer<typeof configurationItem>;

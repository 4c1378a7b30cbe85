import { z } from 'zod';
import { id, json, number, object, text, texts, url } from '../fields.ts';

/**
 * The AWS Security Finding Format, as far as it is read.
 * https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-findings-format-syntax.html
 */
const severity = z.object({ Label: text, Normalized: number }).nullish().catch(null);

const resource = z.object({
  Id: id,
  Type: text,
  Partition: text,
  Region: text,
  Tags: json,
  Details: object,
});

export const asffFinding = z.object({
  Id: id,
  ProductArn: text,
  GeneratorId: text,
  AwsAccountId: text,
  Region: text,
  Title: text,
  Description: text,
  CreatedAt: text,
  FirstObservedAt: text,
  UpdatedAt: text,
  RecordState: text,
  Workflow: z.object({ Status: text }).nullish().catch(null),
  Severity: severity,
  Compliance: z
    .object({ Status: text, SecurityControlId: text, RelatedRequirements: texts })
    .nullish()
    .catch(null),
  ProductFields: object,
  Remediation: z
    .object({ Recommendation: z.object({ Url: url }).nullish().catch(null) })
    .nullish()
    .catch(null),
  Resources: z.array(resource).min(1, 'is empty: the finding is about no resource'),
});

export type AsffFinding = z.infer<typeof asffFinding>;
export type AsffResource = z.infer<typeof resource>;

import { z } from 'zod';
import { conditionSchema } from './conditions/registry.ts';
import { requirementSchema } from './operations/registry.ts';
import { parameterSchema } from './parameters.ts';
import { templateValueSchema } from './template-value.ts';

const sentence = z.string().min(1).max(2000);
const ids = z.array(z.string().min(1)).min(1);

const findingsSchema = z.strictObject({
  'security-hub': ids.optional().describe('Control ids: `S3.8`.'),
  'security-hub-legacy': ids
    .optional()
    .describe('Generator ids of older standards: `pci-dss/v/3.2.1/PCI.S3.1`.'),
  'config-rule': z
    .array(
      z.union([
        z.string().min(1),
        z.strictObject({ id: z.string().min(1), parameters: z.record(z.string(), z.json()) }),
      ]),
    )
    .min(1)
    .optional()
    .describe('Source identifiers of AWS Config rules, with input parameters where those decide.'),
  cis: z
    .record(z.string(), z.array(z.string('text in quotes is expected: "5.10" is no number')).min(1))
    .optional()
    .describe(
      'CIS AWS Foundations requirements by version: `{5.0.0: ["2.1.4"]}`; only where no control stands for them.',
    ),
  prowler: ids.optional().describe('Check ids of Prowler that no control stands for.'),
  checkov: ids.optional().describe('The same for Checkov.'),
  trivy: ids.optional().describe('The same for Trivy.'),
  kics: ids.optional().describe('The same for KICS.'),
});

const refusalSchema = z.strictObject({
  when: conditionSchema.describe('The danger that the code shows.'),
  unknown: z
    .enum(['refuse', 'proceed'])
    .default('refuse')
    .describe('What is done where the code does not tell.'),
  reason: sentence.describe('Why no fix is proposed, and what a person can do.'),
});

const missingSchema = z.strictObject({
  scope: z
    .enum(['account', 'region'])
    .describe('Whether the account has one of it, or one in each region.'),
  with: z
    .record(z.string(), templateValueSchema)
    .default({})
    .describe('Arguments of one that is added, beside those that `require` asks for.'),
  besides: z
    .array(requirementSchema)
    .default([])
    .describe(
      'What an added one needs besides, as companions; of one that is there it is not asked.',
    ),
  named: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9_]*$/, 'letters, digits and `_`')
    .optional()
    .describe('What an added one is called in the code; default: as what it is put beside.'),
  overwrites: sentence
    .optional()
    .describe(
      'What an added one may replace in the running account, one sentence: the change is then not ready to merge.',
    ),
});

const entrySchema = z.strictObject({
  resource: z.string().min(1).describe('The resource type that the finding is about.'),
  when: conditionSchema.optional().describe('The template applies only where this holds.'),
  refuse: z.array(refusalSchema).default([]).describe('When no fix is proposed, and why.'),
  require: z.array(requirementSchema).min(1).describe('What the resource must fulfil.'),
  missing: missingSchema
    .optional()
    .describe(
      'For a setting of an account that no code makes: one is added to the root module that the configuration (`directories`) names for the account and region.',
    ),
  also: z
    .array(requirementSchema)
    .default([])
    .describe('What is mended together with the rest, but is no part of the predicate.'),
});

const riskSchema = z.strictObject({
  notes: z
    .array(sentence)
    .default([])
    .describe('What applying the change does, one sentence each.'),
  access: sentence.optional().describe('Whose access may break.'),
  downtime: sentence.optional().describe('What is not available, and for how long.'),
  cost: sentence.optional().describe('What it costs to run.'),
});

/** A template's own fields; `terraform`, `cloudformation`, `risk` and `rollback` may come from the template it extends. */
export const templateSchema = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9]+(?:[.-][a-z0-9]+)*$/, 'lower-case words joined by `.` and `-`')
    .describe('Its name, and that of its folder: `aws.s3.block-public-access`.'),
  title: z
    .string()
    .min(1)
    .max(120)
    .describe('What the fix does, as a pull request would be titled.'),
  summary: sentence.describe('What is exposed without it, one sentence.'),
  extends: z
    .string()
    .optional()
    .describe(
      'The id of a template whose forms, parameters, risk and rollback this one takes over.',
    ),
  findings: findingsSchema.describe('The checks that it answers, by every name.'),
  parameters: z
    .record(z.string(), parameterSchema)
    .default({})
    .describe("Typed values from the repository's configuration."),
  terraform: z
    .array(entrySchema)
    .min(1)
    .optional()
    .describe('What to do in Terraform, by resource type.'),
  cloudformation: z
    .array(entrySchema)
    .min(1)
    .optional()
    .describe('What to do in CloudFormation, by resource type.'),
  risk: riskSchema.optional().describe('What the pull request says about risk.'),
  rollback: sentence.optional().describe('How to go back.'),
});

export type TemplateFile = z.infer<typeof templateSchema>;
export type TemplateEntry = z.infer<typeof entrySchema>;
export type TemplateFindings = z.infer<typeof findingsSchema>;
export type TemplateRisk = z.infer<typeof riskSchema>;

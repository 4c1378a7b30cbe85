import { z } from 'zod';
import { id, number, text } from '../fields.ts';

/** SARIF 2.1.0, as far as it is read. https://docs.oasis-open.org/sarif/sarif/v2.1.0/ */
const message = z.object({ text }).nullish().catch(null);

const rule = z.object({
  id,
  shortDescription: message,
  fullDescription: message,
  helpUri: text,
  properties: z.object({ 'security-severity': number, severity: text }).nullish().catch(null),
});
export type SarifRule = z.infer<typeof rule>;

/** One run of one tool. Results are read one by one, so they stay as they are here. */
export const sarifRun = z.object({
  tool: z.object({
    driver: z.object({ name: id, rules: z.array(z.unknown()).nullish().catch(null) }),
  }),
  results: z.array(z.unknown()).nullish(),
});

export const sarifRule = rule;

export const sarifResult = z.object({
  ruleId: id,
  level: text,
  kind: text,
  message,
  suppressions: z.array(z.unknown()).nullish().catch(null),
  fingerprints: z.record(z.string(), z.string()).nullish().catch(null),
  locations: z
    .array(
      z.object({
        physicalLocation: z.object({
          artifactLocation: z.object({ uri: id }),
          region: z
            .object({ startLine: z.number().int().min(1), endLine: z.number().int().nullish() })
            .nullish(),
        }),
        logicalLocations: z
          .array(z.object({ fullyQualifiedName: text, name: text }))
          .nullish()
          .catch(null),
      }),
    )
    .min(1, 'is empty: the result is about no place'),
});
export type SarifResult = z.infer<typeof sarifResult>;

import { z } from 'zod';
import { id, json, object, text, texts, url } from '../fields.ts';

/** Our own small format, for tools that have none: see README.md beside this file. */
export const plainFinding = z
  .object({
    id,
    source: text,
    control: text,
    check: z
      .object({
        scheme: z.enum([
          'security-hub',
          'config-rule',
          'cis',
          'prowler',
          'checkov',
          'trivy',
          'kics',
        ]),
        id,
        parameters: object,
      })
      .nullish(),
    title: text,
    description: text,
    severity: text,
    status: z.enum(['failed', 'passed', 'warning', 'not-available']).default('failed'),
    active: z.boolean().default(true),
    resource: z.object({
      id,
      type: text,
      partition: text,
      account: text,
      region: text,
      tags: json,
      names: texts,
      details: object,
    }),
    requirements: texts,
    remediationUrl: url,
    firstSeen: text,
    updatedAt: text,
    location: z
      .object({
        path: id,
        line: z.number().int().min(1),
        endLine: z.number().int().min(1).nullish(),
      })
      .nullish(),
  })
  .refine((read) => read.control !== null || read.check != null, {
    message: 'names no `control` and no `check`',
  });

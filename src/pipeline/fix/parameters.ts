import { z } from 'zod';
import { issueLine } from '../../foundation/issue-text.ts';
import type { Json, JsonObject } from '../../foundation/json.ts';
import { failed, ok, type Result } from '../../foundation/result.ts';

/** The values that a template's parameters have in one repository. One that has no value is not in it. */
export type Parameters = ReadonlyMap<string, Json>;

const cidr = z
  .union([z.cidrv4(), z.cidrv6()], 'an address range like 10.0.0.0/8 is expected')
  .refine(
    (text) => !text.endsWith('/0'),
    'an address range that is not the whole internet is expected',
  );
const port = z.union([
  z.int().min(0).max(65535),
  z.string().regex(/^\d{1,5}-\d{1,5}$/, 'a port (443) or a range ("8000-8100") is expected'),
]);

/** The types a parameter can have, and what a value of each must be. */
const types = {
  string: z.string().min(1).max(2048),
  integer: z.int(),
  boolean: z.boolean(),
  arn: z
    .string()
    .regex(
      /^arn:[^:]+:[^:]+:[^:]*:[^:]*:.+$/,
      'an ARN (arn:aws:kms:eu-west-1:111122223333:key/…) is expected',
    ),
  'string-list': z.array(z.string().min(1).max(2048)).max(100),
  'cidr-list': z.array(cidr).max(50),
  'port-list': z.array(port).max(100),
} satisfies Record<string, z.ZodType<Json>>;

/** A template's declaration of a parameter. */
export const parameterSchema = z
  .strictObject({
    type: z.literal(Object.keys(types) as (keyof typeof types)[]).describe('What values it takes.'),
    description: z.string().min(1).describe('What it is for, one sentence.'),
    default: z.json().optional().describe('The value where the configuration gives none.'),
    fixed: z
      .literal(true)
      .optional()
      .describe('The configuration cannot set it; it only tells variants of a template apart.'),
    choices: z.array(z.json()).min(1).optional().describe('The only values it may have.'),
  })
  .superRefine((parameter, issues) => {
    if (parameter.default === undefined) {
      if (parameter.fixed) issues.addIssue('a fixed parameter needs a default');
      return;
    }
    const complaint = complaintAbout(parameter, parameter.default);
    if (complaint !== null) issues.addIssue(`the default does not fit the type: ${complaint}`);
  });

export type ParameterDeclaration = z.infer<typeof parameterSchema>;

/** The parameters of a template as the configuration sets them, defaults filled in; or every value that is wrong, and why. */
export function resolveParameters(
  declared: ReadonlyMap<string, ParameterDeclaration>,
  given: JsonObject,
): Result<Parameters, readonly string[]> {
  const problems: string[] = [];
  const values = new Map<string, Json>();
  for (const [name, declaration] of declared)
    if (declaration.default !== undefined) values.set(name, declaration.default);
  for (const [name, value] of Object.entries(given)) {
    const declaration = declared.get(name);
    if (declaration === undefined || declaration.fixed)
      problems.push(
        `there is no parameter ${JSON.stringify(name)}; known: ${settable(declared).join(', ') || 'none'}`,
      );
    else {
      const complaint = complaintAbout(declaration, value);
      if (complaint === null) values.set(name, value);
      else problems.push(`${name} (${declaration.type}): ${complaint}`);
    }
  }
  return problems.length === 0 ? ok(values) : failed(problems);
}

function settable(declared: ReadonlyMap<string, ParameterDeclaration>): string[] {
  return [...declared].filter(([, one]) => !one.fixed).map(([name]) => name);
}

function complaintAbout(
  declaration: { readonly type: keyof typeof types; readonly choices?: Json[] | undefined },
  value: Json,
): string | null {
  const read = types[declaration.type].safeParse(value);
  if (!read.success) return issueLine(read.error.issues);
  const { choices } = declaration;
  return choices === undefined || choices.includes(value)
    ? null
    : `one of ${choices.map((choice) => JSON.stringify(choice)).join(', ')} is expected`;
}

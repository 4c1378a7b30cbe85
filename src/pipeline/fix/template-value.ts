import { z } from 'zod';
import type { Json, JsonObject } from '../../foundation/json.ts';
import { failed, ok, type Result } from '../../foundation/result.ts';
import type { Written } from '../../model/language.ts';
import type { Refusal, Scope } from './scope.ts';

/** The name of an attribute: it is written into code as it is. */
export const attributeSchema = z
  .string()
  .regex(
    /^(?:[A-Za-z]\w*(?:\.\w+)*|AWS::(?:AccountId|Partition|Region))$/,
    'the name of an attribute is expected: `arn`',
  );

/** A value in a template: JSON in which an object with one of the keys below stands for something else. */
export const templateValueSchema: z.ZodType<Json> = z
  .json()
  .refine(refersByName, 'a `reference` is the name of an attribute: `arn`')
  .describe(
    "A value. `{parameter: name}` is the parameter's value, `{reference: attribute}` an attribute of the resource " +
      'the finding is about (in CloudFormation also `AWS::AccountId`, `AWS::Partition` and `AWS::Region`), `{text: [..]}` text with references and parameters inside, `{json: ..}` a JSON document.',
  )
  .meta({ id: 'value' });

/** What the template writes, with its parameters filled in; refused when a parameter has no value. */
export function toWritten(value: Json, scope: Scope): Result<Written, Refusal> {
  if (Array.isArray(value)) return toWrittenList(value, scope);
  if (!isObject(value)) return ok({ kind: 'literal', value });
  const special = specialForm(value);
  switch (special?.form) {
    case 'parameter': {
      const given = parameter(special.argument, scope);
      return given.ok ? ok({ kind: 'literal', value: given.value }) : given;
    }
    case 'reference':
      return ok({
        kind: 'reference',
        to: scope.subject.resource,
        attribute: String(special.argument),
      });
    case 'text':
      return toWrittenText(special.argument, scope);
    case 'json': {
      const inner = toWritten(special.argument, scope);
      return inner.ok ? ok({ kind: 'json', value: inner.value }) : inner;
    }
    default:
      return toWrittenMap(value, scope);
  }
}

/** The same as plain JSON, for comparing; refused when a parameter has no value or a reference is inside. */
export function toJson(value: Json, scope: Scope): Result<Json, Refusal> {
  const written = toWritten(value, scope);
  if (!written.ok) return written;
  const json = plain(written.value);
  return json === undefined
    ? failed({ reason: 'The template compares with a reference, which cannot be known from code.' })
    : ok(json);
}

function toWrittenList(items: readonly Json[], scope: Scope): Result<Written, Refusal> {
  const written: Written[] = [];
  for (const item of items) {
    const one = toWritten(item, scope);
    if (!one.ok) return one;
    written.push(one.value);
  }
  return ok({ kind: 'list', items: written });
}

function toWrittenMap(value: JsonObject, scope: Scope): Result<Written, Refusal> {
  const entries: [string, Written][] = [];
  for (const [key, item] of Object.entries(value)) {
    const one = toWritten(item, scope);
    if (!one.ok) return one;
    entries.push([key, one.value]);
  }
  return ok({ kind: 'map', entries });
}

function parameter(name: Json, scope: Scope): Result<Json, Refusal> {
  const value = scope.subject.parameters.get(String(name));
  return value === undefined
    ? failed({
        reason: `The fix needs the parameter \`${String(name)}\`: set it for this template in .github/sprinkler.yml.`,
      })
    : ok(value);
}

/** Text of parts: literal ones, the values of parameters, and references. */
function toWrittenText(parts: Json, scope: Scope): Result<Written, Refusal> {
  const written: Extract<Written, { kind: 'template' }>['parts'][number][] = [];
  for (const part of Array.isArray(parts) ? parts : [parts]) {
    const special = isObject(part) ? specialForm(part) : null;
    if (special?.form === 'reference') {
      written.push({ to: scope.subject.resource, attribute: String(special.argument) });
    } else if (special?.form === 'parameter') {
      const given = parameter(special.argument, scope);
      if (!given.ok) return given;
      written.push(String(given.value));
    } else written.push(String(part));
  }
  return written.every((part) => typeof part === 'string')
    ? ok({ kind: 'literal', value: written.join('') })
    : ok({ kind: 'template', parts: written });
}

type Form = 'parameter' | 'reference' | 'text' | 'json';

function specialForm(value: JsonObject): { form: Form; argument: Json } | null {
  const [first, ...others] = Object.entries(value);
  if (first === undefined || others.length > 0) return null;
  const [form, argument] = first;
  return form === 'parameter' || form === 'reference' || form === 'text' || form === 'json'
    ? { form, argument }
    : null;
}

function plain(written: Written): Json | undefined {
  switch (written.kind) {
    case 'literal':
      return written.value;
    case 'json':
      return plain(written.value);
    case 'list': {
      const items: Json[] = [];
      for (const item of written.items) {
        const one = plain(item);
        if (one === undefined) return undefined;
        items.push(one);
      }
      return items;
    }
    case 'map': {
      const entries: [string, Json][] = [];
      for (const [key, item] of written.entries) {
        const one = plain(item);
        if (one === undefined) return undefined;
        entries.push([key, one]);
      }
      return Object.fromEntries(entries);
    }
    default:
      return undefined;
  }
}

function refersByName(value: Json): boolean {
  if (value === null || typeof value !== 'object') return true;
  if (isObject(value) && specialForm(value)?.form === 'reference')
    return attributeSchema.safeParse(value.reference).success;
  return Object.values(value).every(refersByName);
}

function isObject(value: Json): value is JsonObject {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

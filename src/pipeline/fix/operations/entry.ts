import { z } from 'zod';
import type { Json, JsonObject } from '../../../foundation/json.ts';
import { ok, type Result } from '../../../foundation/result.ts';
import type { Value } from '../../../model/value.ts';
import { equalTo, every } from '../compare.ts';
import { allOf, fails, fault, noWork, unknown } from '../examination.ts';
import { elements, lookup, parsePath, pathText } from '../lookup.ts';
import type { Refusal } from '../scope.ts';
import {
  below,
  type Examination,
  type Requirement,
  type Scope,
  type Truth,
  type Work,
} from '../scope.ts';
import { templateValueSchema, toWritten } from '../template-value.ts';

/** `{entry: parameter, key: {name: require_ssl}, with: {value: "true"}, require: [..]}`: the one block or element with this key. */
export const entry = (requirement: z.ZodType<Requirement>) =>
  z
    .strictObject({
      entry: z.string().min(1).describe('The path of a list or of a repeated block.'),
      key: z
        .record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
        .refine((key) => Object.keys(key).length > 0, 'at least one argument is expected')
        .describe('The arguments that tell the entry from the others, with their values.'),
      with: z
        .record(z.string(), templateValueSchema)
        .default({})
        .describe('Further arguments of one that is added.'),
      require: z.array(requirement).min(1).describe('What the entry must fulfil.'),
    })
    .transform((fields): Requirement => {
      const path = parsePath(fields.entry);
      const added = [...Object.keys(fields.key), ...Object.keys(fields.with)];
      return {
        types: fields.require.flatMap((one) => one.types),
        arguments: (at) => [
          ...added.map((name) => below(below(at, path), [name])),
          ...fields.require.flatMap((one) => one.arguments(below(at, path))),
        ],
        reads: (at) => fields.require.flatMap((one) => one.reads(below(at, path))),
        examine: (scope) => examine(scope, path, fields),
      };
    });

interface Fields {
  readonly key: JsonObject;
  readonly with: JsonObject;
  readonly require: readonly Requirement[];
}

function examine(scope: Scope, path: readonly string[], fields: Fields): Examination {
  const found = lookup(scope.value, path, scope.base);
  const { items, more } = elements(found);
  const ranked = items.map((item) => ({ ...item, fits: hasKey(item.value, fields.key) }));
  const inside = ranked
    .filter(({ fits }) => fits === 'yes')
    .flatMap((item) => {
      const inner: Scope = { ...scope, base: item.path, value: item.value };
      return fields.require.map((one) => one.examine(inner));
    });
  if (inside.length > 0) return { ...allOf(inside), present: true };
  const name = Object.values(fields.key).join(', ');
  const doubtful = ranked.find(({ fits }) => fits === 'unknown');
  if (more !== null || doubtful !== undefined) {
    const why = more ?? `an element of ${pathText(found.path)} is not known`;
    return unknown(fault(scope, why, found.path), true);
  }
  const missing = fault(scope, `${pathText(found.path)} has no ${name}`, found.path);
  return fails([missing], items.length > 0, () => add(scope, found.path, fields));
}

function hasKey(value: Value, key: JsonObject): Truth {
  return every(
    Object.entries(key).map(([name, wanted]): Truth => {
      const found = lookup(value, [name]);
      if (found.kind === 'unknown') return 'unknown';
      return found.kind === 'absent' ? 'no' : equalTo(found.value, wanted);
    }),
  );
}

function add(scope: Scope, path: Scope['base'], fields: Fields): Result<Work, Refusal> {
  const element: Json = { ...fields.key, ...fields.with };
  const value = toWritten(element, scope);
  if (!value.ok) return value;
  const { resource } = scope;
  return ok({ ...noWork, intents: [{ kind: 'append', resource, path, value: value.value }] });
}

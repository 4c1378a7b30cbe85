import type { z } from 'zod';

/** A JSON schema, as Zod gives it. */
export type JsonSchema = z.core.JSONSchema.BaseSchema;

/** What stands at a path of plain data; undefined where nothing does. */
export function valueAt(input: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (value, step) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, step)
        ? Reflect.get(value, step)
        : undefined,
    input,
  );
}

/** The schema of what stands at a path of the input, a union whole. An empty one where the schema says nothing. */
export function schemaAt(
  root: JsonSchema,
  path: readonly (string | number)[],
  input: unknown,
): JsonSchema {
  return path.reduce<JsonSchema>((above, step, depth) => {
    const at = kindOf(above, valueAt(input, path.slice(0, depth)));
    const properties = at.properties ?? {};
    const next =
      (Object.hasOwn(properties, step) ? properties[step] : undefined) ??
      (typeof step === 'number' ? at.items : at.additionalProperties);
    return isSchema(next) ? resolved(next, root) : {};
  }, root);
}

/** The kinds of a union; none of what is no union. */
export function alternatives(schema: JsonSchema): readonly JsonSchema[] {
  return (schema.anyOf ?? []).filter(isSchema);
}

/** The keys of a map, as the schema orders them. */
export function knownKeys(schema: JsonSchema): readonly string[] {
  return Object.keys(schema.properties ?? {});
}

/** Of a union, the kind whose first key is written; else the schema itself. */
export function kindOf(schema: JsonSchema, value: unknown): JsonSchema {
  const kind = alternatives(schema).find((one) => {
    const [name] = knownKeys(one);
    return name !== undefined && Object.hasOwn(Object(value), name);
  });
  return kind ?? schema;
}

/** The definition that a schema refers to. */
function resolved(schema: JsonSchema, root: JsonSchema): JsonSchema {
  const reference = schema.$ref ?? schema.allOf?.find(isSchema)?.$ref;
  if (reference === undefined) return schema;
  const definition = root.$defs?.[reference.split('/').at(-1) ?? ''];
  return isSchema(definition) ? resolved(definition, root) : {};
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

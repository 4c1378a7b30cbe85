import { z } from 'zod';
import { templateSchema } from './schema.ts';

type JsonSchema = z.core.JSONSchema.BaseSchema;

/** The JSON schema of `template.yml`, for editors; kept as `templates/template.schema.json`. */
export function templateJsonSchema(): JsonSchema {
  return z.toJSONSchema(templateSchema, { io: 'input', target: 'draft-7' });
}

/** The reference of the template language, in Markdown; kept as `docs/templates-reference.md`. */
export function templateReference(): string {
  const schema = z.toJSONSchema(templateSchema, { io: 'input' });
  const definitions = schema.$defs ?? {};
  return [
    '# The template language: reference',
    '<!-- Generated from the schema by test/pipeline/fix/reference.test.ts: `npx vitest run test/pipeline/fix -u`. -->',
    'How to write a template is told in [templates.md](templates.md). Every key of `template.yml`:',
    table(schema),
    '## Requirements',
    'What stands in `require:` and `also:`. Each is at once the test and the repair.',
    ...kinds(definitions, 'requirement'),
    '## Conditions',
    'What stands in `when:` and `where:`. Each holds, does not hold, or is unknown.',
    ...kinds(definitions, 'condition'),
    '## Values',
    definitions.value?.description ?? '',
    '',
  ].join('\n\n');
}

/** One section for each kind of a union, which is called by its first key; requirements and conditions share some. */
function kinds(
  definitions: Readonly<Record<string, JsonSchema>>,
  name: 'requirement' | 'condition',
): readonly string[] {
  const own = definitions[name] ?? {};
  const union = definitions[own.$ref?.split('/').at(-1) ?? ''] ?? own;
  return (union.anyOf ?? []).filter(isSchema).flatMap((kind) => {
    const [key] = Object.keys(kind.properties ?? {});
    return [`### ${name} \`${key}\``, table(kind)];
  });
}

function table(schema: JsonSchema): string {
  return ['| key | value | meaning |', '| --- | --- | --- |', ...rows(schema, '')].join('\n');
}

function rows(schema: JsonSchema, prefix: string): readonly string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    if (!isSchema(property)) return [];
    const key = `${prefix}${name}`;
    const needed = schema.required?.includes(name) === true ? ' (required)' : '';
    const fallback =
      property.default === undefined ? '' : ` Default: \`${JSON.stringify(property.default)}\`.`;
    const meaning = `${property.description ?? ''}${fallback}`.trim().replaceAll('|', '\\|');
    return [`| \`${key}\`${needed} | ${typeOf(property)} | ${meaning} |`, ...below(property, key)];
  });
}

/** The rows of what is inside: a map's keys, a list's entries, an open map's values. */
function below(schema: JsonSchema, key: string): readonly string[] {
  if (isSchema(schema.items)) return rows(schema.items, `${key}[].`);
  if (isSchema(schema.additionalProperties)) return rows(schema.additionalProperties, `${key}.*.`);
  return rows(schema, `${key}.`);
}

function typeOf(schema: JsonSchema): string {
  if (schema.$ref !== undefined) return linkTo(schema.$ref.split('/').at(-1) ?? '');
  if (schema.const !== undefined) return `\`${String(schema.const)}\``;
  if (schema.enum !== undefined) return schema.enum.map((value) => `\`${value}\``).join(', ');
  const variants = schema.anyOf?.filter(isSchema);
  if (variants !== undefined) return [...new Set(variants.map(typeOf))].join(' or ');
  const inner = schema.allOf?.find(isSchema);
  if (inner !== undefined) return typeOf(inner);
  if (schema.type === 'array')
    return isSchema(schema.items) ? `list of ${typeOf(schema.items)}` : 'list';
  return schema.type === 'object' ? 'map' : (words.get(String(schema.type)) ?? 'value');
}

const words = new Map([
  ['string', 'text'],
  ['integer', 'whole number'],
  ['number', 'number'],
  ['boolean', '`true`, `false`'],
]);

/** Definitions that have no name of their own are plain values. */
function linkTo(definition: string): string {
  return definition.startsWith('__') ? 'value' : `[${definition}](#${definition}s)`;
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

import { z } from 'zod';
import { CREDENTIAL_VARIABLES } from './credentials.ts';
import { environmentSchema } from './environment.ts';
import { operatorDocument } from './operator/schema.ts';
import { PRESETS } from './repository/presets.ts';
import { repositoryDocument } from './repository/schema.ts';

type JsonSchema = z.core.JSONSchema.BaseSchema;

/** The JSON schema of `.github/sprinkler.yml`, for editors; kept as `docs/sprinkler.schema.json`. */
export function repositoryJsonSchema(): JsonSchema {
  return z.toJSONSchema(repositoryDocument, { io: 'input', target: 'draft-7' });
}

/** The reference of everything that can be configured, in Markdown; kept as `docs/configuration.md`. */
export function configurationReference(): string {
  return [
    '# Configuration',
    '<!-- Generated from the validators by test/config/reference.test.ts: `npx vitest run test/config -u`. -->',
    '## The repository: `.github/sprinkler.yml`',
    'Read from the default branch only. Without a file the one of the repository `.github` of the same owner counts; without that, nothing is written (`observe`). Check one with `sprinkler config check`; editors complete it with `sprinkler.schema.json`.',
    table(z.toJSONSchema(repositoryDocument, { io: 'input' })),
    '### Presets',
    presets(),
    '## The service: environment variables',
    'The real environment wins over `.env`. One that is missing or malformed stops the start with one line that names it. With none of the GitHub variables set, on loopback, the setup page is shown. AWS is configured by its SDK’s own variables.',
    variables(),
    '## The operator: `SPRINKLER_OPERATOR_CONFIG`',
    'A YAML file that says what belongs to which GitHub owner. Nothing in a repository can add to it.',
    table(z.toJSONSchema(operatorDocument, { io: 'input' })),
    'For a single owner two variables do instead: `SPRINKLER_OWNER` (its login) and `FINDINGS_TOKEN` (several, comma separated, for rotation). Findings of every account are then taken.',
    '',
  ].join('\n\n');
}

function table(schema: JsonSchema): string {
  return ['| key | type | meaning |', '| --- | --- | --- |', ...rows(schema, '')].join('\n');
}

function rows(schema: JsonSchema, prefix: string): readonly string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    if (typeof property === 'boolean') return [];
    const key = `${prefix}${name}`;
    const required = schema.required?.includes(name) === true ? ' (required)' : '';
    const row = `| \`${key}\`${required} | ${typeOf(property)} | ${property.description ?? ''} |`;
    return [row, ...below(property, key)];
  });
}

/** The rows of what is inside: a map's keys, a list's entries, an open map's values. */
function below(schema: JsonSchema, key: string): readonly string[] {
  const variants = schema.oneOf ?? [schema];
  const found = variants.flatMap((variant) => {
    if (typeof variant === 'boolean') return [];
    const { items, additionalProperties: values } = variant;
    if (isSchema(items)) return nested(items, `${key}[].`);
    if (isSchema(values)) return nested(values, `${key}.*.`);
    return rows(variant, `${key}.`);
  });
  return [...new Set(found)];
}

function nested(schema: JsonSchema, prefix: string): readonly string[] {
  const variants = (schema.oneOf ?? [schema]).filter(isSchema);
  return variants.flatMap((variant) => rows(variant, prefix));
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function typeOf(schema: JsonSchema): string {
  if (schema.const !== undefined) return `\`${String(schema.const)}\``;
  if (schema.enum !== undefined) return schema.enum.map((value) => `\`${value}\``).join(', ');
  const variants = (schema.anyOf ?? schema.oneOf)?.filter(isSchema);
  if (variants !== undefined) return [...new Set(variants.map(typeOf))].join(' or ');
  if (schema.type === 'array') {
    return isSchema(schema.items) ? `list of ${typeOf(schema.items)}` : 'list';
  }
  const names = new Map([
    ['object', 'map'],
    ['string', 'text'],
    ['integer', 'whole number'],
    ['boolean', '`true`, `false`'],
  ]);
  return names.get(String(schema.type)) ?? String(schema.type);
}

function presets(): string {
  return [...PRESETS]
    .map(([name, { version: _, ...says }]) => `- \`preset:${name}\`: \`${JSON.stringify(says)}\``)
    .join('\n');
}

function variables(): string {
  const { properties } = z.toJSONSchema(environmentSchema, { io: 'input' });
  const described = Object.entries(properties ?? {}).map(([name, property]) => {
    const schema = isSchema(property) ? property : {};
    const fallback = schema.default === undefined ? '' : `\`${String(schema.default)}\` `;
    return `| \`${name}\` | ${fallback}| ${schema.description ?? ''} |`;
  });
  const credentials = [...CREDENTIAL_VARIABLES].map(
    ([name, what]) => `| \`${name}\` | | ${what} |`,
  );
  const operator = [
    '| `SPRINKLER_OPERATOR_CONFIG` | | The operator configuration, below. |',
    '| `SPRINKLER_OWNER` | | The one GitHub owner that is served, instead of the file. |',
    '| `FINDINGS_TOKEN` | | Its tokens for `POST /findings`, comma separated. |',
  ];
  return [
    '| variable | default | meaning |',
    '| --- | --- | --- |',
    ...credentials,
    ...described,
    ...operator,
  ].join('\n');
}

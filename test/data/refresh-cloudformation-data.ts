/**
 * Makes `src/languages/cloudformation/schema/schema.data.json` anew.
 *
 *   node test/data/refresh-cloudformation-data.ts DIRECTORY [TYPE…]
 *
 * DIRECTORY is one in which `npm i @aws-cdk/aws-service-spec @aws-cdk/cfnspec` was run. The first has
 * today's types and what replaces a resource; where it is silent, the second (archived, until 2023)
 * tells "does not replace" from "not known". Types that the extract has already stay in it.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { z } from 'zod';

const target = new URL(
  '../../src/languages/cloudformation/schema/schema.data.json',
  import.meta.url,
);

interface Type {
  type: string;
  element?: Type | undefined;
  reference?: { $ref: string } | undefined;
  types?: Type[] | undefined;
}
const type: z.ZodType<Type> = z.object({
  type: z.string(),
  get element() {
    return type.optional();
  },
  reference: z.object({ $ref: z.string() }).optional(),
  get types() {
    return z.array(type).optional();
  },
});
const body = z.object({
  properties: z.record(
    z.string(),
    z.object({ type, causesReplacement: z.enum(['yes', 'no', 'maybe']).optional() }),
  ),
});
type Body = z.infer<typeof body>;
/** The part of the package's database that is used. */
interface SpecDatabase {
  lookup(kind: 'resource', index: string, by: 'equals', name: string): unknown[];
  get(kind: 'typeDefinition', reference: unknown): unknown;
}
const database = z.custom<SpecDatabase>(
  (value) => typeof value === 'object' && value !== null && 'lookup' in value && 'get' in value,
);
const archived = z.object({
  ResourceSpecificationVersion: z.string(),
  ResourceTypes: z.record(z.string(), z.unknown()),
  PropertyTypes: z.record(z.string(), z.unknown()),
});
const archivedBody = z.object({
  Properties: z.record(z.string(), z.object({ UpdateType: z.string().optional() })).optional(),
});

const [directory = '.', ...added] = process.argv.slice(2);
const require = createRequire(`${resolve(directory)}/package.json`);
const db = database.parse(require('@aws-cdk/aws-service-spec').loadAwsServiceSpecSync());
const old = archived.parse(require('@aws-cdk/cfnspec/spec/specification.json'));
const version = (name: string) =>
  z.object({ version: z.string() }).parse(require(`${name}/package.json`)).version;

const known = z
  .object({ types: z.record(z.string(), z.unknown()) })
  .parse(JSON.parse(readFileSync(target, 'utf8')));
const names = [...new Set([...Object.keys(known.types), ...added])].sort();
const types = names.flatMap((name) => {
  const [found] = db.lookup('resource', 'cloudFormationType', 'equals', name);
  return found === undefined ? [] : [[name, extract(name, body.loose().parse(found))] as const];
});

writeFileSync(
  target,
  `{\n"source": ${JSON.stringify(
    `@aws-cdk/aws-service-spec ${version('@aws-cdk/aws-service-spec')} and, for what does not replace, CloudFormation resource specification ${old.ResourceSpecificationVersion} (@aws-cdk/cfnspec ${version('@aws-cdk/cfnspec')}); both Apache-2.0`,
  )},\n"types": {\n${types.map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`).join(',\n')}\n}\n}\n`,
);

/** The properties of a type, and of every type definition that they use, by its reference's number made small. */
function extract(name: string, resource: Body) {
  const numbers = new Map<string, string>();
  const definitions: Record<string, Record<string, string>> = {};
  const codeOf = (value: Type): string => {
    if (value.type === 'array') return `list ${value.element ? codeOf(value.element) : 'json'}`;
    if (value.type === 'map') return `map ${value.element ? codeOf(value.element) : 'json'}`;
    if (value.type === 'tag') return 'tag';
    if (value.type === 'integer') return 'number';
    if (value.type === 'date-time') return 'string';
    if (value.type === 'union')
      return codeOf(value.types?.find((t) => t.type === 'ref') ?? { type: 'json' });
    if (value.type !== 'ref' || value.reference === undefined) return value.type;
    return define(value.reference);
  };
  const define = (reference: { $ref: string }): string => {
    const existing = numbers.get(reference.$ref);
    if (existing !== undefined) return existing;
    const found = body.extend({ name: z.string() }).parse(db.get('typeDefinition', reference));
    const id = `#${found.name}`;
    numbers.set(reference.$ref, id);
    definitions[found.name] = propertiesOf(
      found,
      old.PropertyTypes[`${name}.${found.name}`],
      codeOf,
    );
    return id;
  };
  const properties = propertiesOf(resource, old.ResourceTypes[name], codeOf);
  const { isStateful } = z.object({ isStateful: z.boolean().default(false) }).parse(resource);
  return { stateful: isStateful, properties, definitions };
}

function propertiesOf(current: Body, before: unknown, codeOf: (value: Type) => string) {
  const updates = archivedBody.safeParse(before).data?.Properties ?? {};
  return Object.fromEntries(
    Object.entries(current.properties)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([property, value]) => [
        property,
        `${codeOf(value.type)}${updateOf(value.causesReplacement, updates[property]?.UpdateType)}`,
      ]),
  );
}

/** `!` replaces, `?` depends, `=` does not replace; nothing where neither source says. */
function updateOf(now: 'yes' | 'no' | 'maybe' | undefined, before: string | undefined): string {
  if (now === 'yes') return '!';
  if (now === 'maybe' || before === 'Conditional') return '?';
  if (before === 'Immutable') return '';
  return now === 'no' || before === 'Mutable' ? '=' : '';
}

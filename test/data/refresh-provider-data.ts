/**
 * Makes `src/languages/terraform/provider/*.data.json` anew.
 *
 *   node test/data/refresh-provider-data.ts schema SCHEMA.json [TYPE…]
 *   node test/data/refresh-provider-data.ts behaviour MEASURED.json
 *
 * SCHEMA.json is the output of `terraform providers schema -json` in a directory whose only provider
 * is hashicorp/aws. Types that the extract has already stay in it; TYPE… are added.
 * MEASURED.json is the list of measured plans (its `about` explains the fields).
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

const folder = new URL('../../src/languages/terraform/provider/', import.meta.url);
type Attribute = z.infer<typeof attribute>;
const attribute = z.object({
  type: z.json(),
  required: z.boolean().optional(),
  optional: z.boolean().optional(),
  computed: z.boolean().optional(),
});
interface Block {
  attributes?: Record<string, Attribute> | undefined;
  block_types?: Record<string, NestedBlock> | undefined;
}
interface NestedBlock {
  nesting_mode: string;
  min_items?: number | undefined;
  max_items?: number | undefined;
  block: Block;
}

function refreshSchema(path: string, added: readonly string[]): void {
  const block: z.ZodType<Block> = z.object({
    attributes: z.record(z.string(), attribute).optional(),
    get block_types() {
      return z
        .record(
          z.string(),
          z.object({
            nesting_mode: z.string(),
            min_items: z.number().optional(),
            max_items: z.number().optional(),
            block,
          }),
        )
        .optional();
    },
  });
  const resources = z.record(z.string(), z.object({ block }));
  const input = z
    .object({
      provider_schemas: z.object({
        'registry.terraform.io/hashicorp/aws': z.object({ resource_schemas: resources }),
      }),
    })
    .parse(JSON.parse(readFileSync(path, 'utf8')));
  const all = input.provider_schemas['registry.terraform.io/hashicorp/aws'].resource_schemas;
  const target = new URL('schema.data.json', folder);
  const kept = z.object({ provider: z.string(), types: z.record(z.string(), z.unknown()) });
  const before = kept.parse(JSON.parse(readFileSync(target, 'utf8')));
  const wanted = [...new Set([...Object.keys(before.types), ...added])].sort();
  const types = wanted.map((type) => {
    const found = all[type];
    if (found === undefined) throw new Error(`the provider has no resource type ${type}`);
    return [type, bodyOf(found.block)] as const;
  });
  writeFileSync(
    target,
    withOneLinePerType(
      { provider: before.provider, source: 'terraform providers schema -json' },
      types,
    ),
  );
}

function bodyOf(block: Block): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(block.attributes ?? {})) {
    const flags = flagsOf(value);
    if (flags === 'c') continue;
    const object = objectOf(value.type);
    body[name] = object === null ? flags : { argument: flags, object };
  }
  for (const [name, nested] of Object.entries(block.block_types ?? {})) {
    body[name] = {
      once: nested.max_items === 1 || nested.nesting_mode === 'single',
      required: (nested.min_items ?? 0) > 0,
      body: bodyOf(nested.block),
    };
  }
  return body;
}

function flagsOf(value: Attribute): string {
  if (value.required === true) return 'r';
  return `${value.optional === true ? 'o' : ''}${value.computed === true ? 'c' : ''}`;
}

/** The fields of `["set", ["object", {…}]]`; a plan wants each of them written, so none has a flag. */
function objectOf(type: unknown): Record<string, unknown> | null {
  const objects = z.tuple([
    z.enum(['list', 'set']),
    z.tuple([z.literal('object'), z.record(z.string(), z.json())]),
  ]);
  const parsed = objects.safeParse(type);
  if (!parsed.success) return null;
  return Object.fromEntries(
    Object.entries(parsed.data[1][1]).map(([name, field]) => {
      const nested = objectOf(field);
      return [name, nested === null ? 'o' : { argument: 'o', object: nested }];
    }),
  );
}

/** From the weakest to the strongest, with the letter that the extract writes. */
const actions: readonly (readonly [string, string])[] = [
  ['no-op', 'n'],
  ['unclear', '?'],
  ['update', 'u'],
  ['error', 'e'],
  ['replace', 'r'],
];

/** An action, or one for each value that was tried. */
const action = z.union([z.string(), z.record(z.string(), z.string().nullable())]);
const measuredArgument = z.object({
  change: action,
  change_is: z.string().optional(),
  add: action.optional(),
  remove: action.optional(),
  remove_by_value: z.record(z.string(), z.string()).optional(),
  reverse: action.optional(),
});

function refreshBehaviour(path: string): void {
  const input = z
    .object({
      provider: z.string(),
      terraform: z.string(),
      resources: z.record(z.string(), z.record(z.string(), measuredArgument)),
    })
    .parse(JSON.parse(readFileSync(path, 'utf8')));
  const types = Object.entries(input.resources).map(([type, paths]) => {
    const short = Object.entries(paths).map(([name, measured]) => [name, shortened(measured)]);
    return [type, Object.fromEntries(short)] as const;
  });
  const target = new URL('update-behaviour.data.json', folder);
  const head = {
    provider: input.provider,
    terraform: input.terraform,
    source: 'measured plans, see `about` of the measurements',
  };
  writeFileSync(target, withOneLinePerType(head, types));
}

/** `change` of a block is its removal where `change_is` says so. */
function shortened(measured: z.infer<typeof measuredArgument>): Record<string, unknown> {
  const removes = measured.change_is?.includes('remov') === true;
  const change = strongest(measured.change);
  const entries: readonly (readonly [string, unknown])[] = [
    ['c', removes ? undefined : change],
    ['a', strongest(measured.add) === change ? undefined : strongest(measured.add)],
    ['d', strongest(measured.remove) ?? (removes ? change : undefined)],
    ['v', new Set(Object.values(measured.remove_by_value ?? {})).size > 1 ? true : undefined],
    ['b', strongest(measured.reverse)],
    ['n', ignoredValues(measured)],
  ];
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

/** Values that a plan ignores where the argument is absent: they are what its absence means. */
function ignoredValues({
  add,
  remove_by_value: removed = {},
}: z.infer<typeof measuredArgument>): readonly unknown[] | undefined {
  const added = typeof add === 'object' ? add : {};
  const depends = new Set(Object.values(removed)).size > 1;
  const ignored = [...Object.entries(added), ...(depends ? Object.entries(removed) : [])]
    .filter(([, action]) => action === 'no-op')
    .map(([value]) => value);
  const values = [...new Set(ignored)].map((value): unknown => JSON.parse(value));
  return values.length === 0 ? undefined : values;
}

function strongest(measured: z.infer<typeof action> | undefined): string | undefined {
  if (measured === undefined) return undefined;
  const seen = typeof measured === 'string' ? [measured] : Object.values(measured);
  return actions.findLast(([name]) => seen.includes(name))?.[1] ?? '?';
}

/** One type on a line, so that a refresh reads well in a diff. */
function withOneLinePerType(
  head: Record<string, string>,
  types: readonly (readonly [string, unknown])[],
): string {
  const lines = types.map(([type, value]) => `${JSON.stringify(type)}:${JSON.stringify(value)}`);
  return `${JSON.stringify(head).slice(0, -1)},"types":{\n${lines.join(',\n')}\n}}\n`;
}

const [what, file, ...more] = process.argv.slice(2);
if (what === 'schema' && file !== undefined) refreshSchema(file, more);
else if (what === 'behaviour' && file !== undefined) refreshBehaviour(file);
else {
  process.stderr.write('usage: refresh-provider-data.ts schema|behaviour FILE [TYPE…]\n');
  process.exitCode = 2;
}

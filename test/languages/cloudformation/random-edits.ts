import type { Code, EditIntent, Written } from '../../../src/model/language.ts';
import type { ResourceInCode } from '../../../src/model/resource.ts';
import type { PropertyPath } from '../../../src/model/value.ts';
import { isPlainMap, literalPaths, type Plain, type PlainMap, plainAt } from './plain-template.ts';
import { context } from './tree.ts';

/** Intents on one template, and what they make of its plain data. */
export interface RandomEdit {
  readonly name: string;
  readonly intents: readonly EditIntent[];
  readonly expect: (template: PlainMap) => void;
  /** Whether only text is added or scalars change: then no comment may go. */
  readonly keepsComments: boolean;
}

export type Pick = (below: number) => number;

const TEXTS: readonly string[] = [
  'plain',
  'two words',
  'a: b',
  'a:',
  ':a',
  '# x',
  'a #b',
  '',
  ' lead',
  'trail ',
  '0.0.0.0/0',
  '10.0.0.0/8',
  '::/0',
  'yes',
  'No',
  'on',
  'y',
  'null',
  '~',
  'true',
  'False',
  '1e3',
  '012',
  '0x1F',
  '0o7',
  '1_000',
  '12:30:45',
  '2012-10-17',
  '.5',
  '.inf',
  '+1',
  "it's",
  '"dq"',
  '{flow}',
  '[x]',
  '*alias',
  '&anchor',
  '!tag',
  '%dir',
  '@at',
  '`bt`',
  '- a',
  '-',
  '?',
  '? a',
  '|',
  '>',
  '=',
  '<<',
  'x,y',
  'a]b',
  'a}b',
  'multi\nline',
  'tab\there',
  'cr\r\nlf',
  'é漢😀',
  '\u2028',
  '\u0085',
  '\ufeff',
  'back\\slash',
  '\u0000',
  '${A}x',
  'arn:aws:s3:::b/*',
  '---',
  '...',
];

/** A random edit of one of the resources; null when nothing suits. */
export function randomEdit(
  resources: readonly ResourceInCode[],
  template: Plain,
  pick: Pick,
): RandomEdit | null {
  const resource = resources[pick(resources.length)];
  const source =
    resource === undefined ? undefined : plainAt(template, ['Resources', resource.address]);
  if (resource === undefined || !isPlainMap(source)) return null;
  const properties = source.Properties;
  const paths = isPlainMap(properties) ? literalPaths(properties) : [];
  const make = KINDS[pick(KINDS.length)];
  return make?.({ resource, properties, paths, pick, source }) ?? null;
}

interface Material {
  readonly resource: ResourceInCode;
  readonly properties: Plain | undefined;
  readonly paths: readonly PropertyPath[];
  readonly pick: Pick;
  readonly source: PlainMap;
}

type Kind = (material: Material) => RandomEdit | null;

const setExisting: Kind = ({ resource, properties, paths, pick }) => {
  const path = paths[pick(paths.length)];
  if (path === undefined) return null;
  const value = randomValue(pick, 1);
  const before = plainAt(properties ?? null, path);
  // CloudFormation takes "true" for true: that needs no edit.
  if (String(before) === String(value)) return null;
  return {
    name: 'set what is there',
    intents: [{ kind: 'set', resource, path, value: literal(value), inPlace: true }],
    expect: (template) => put(propertiesOf(template, resource), path, value),
    keepsComments: typeof before !== 'object' && typeof value !== 'object',
  };
};

/** Several settings below something that is missing, as a fix of public access does. */
const setMissing: Kind = ({ resource, properties, paths, pick, source }) => {
  if (properties !== undefined && !isPlainMap(properties)) return null;
  const maps = [[], ...paths.filter((path) => isPlainMap(plainAt(properties ?? {}, path)))];
  const parent = maps[pick(maps.length)] ?? [];
  const at = plainAt(properties ?? {}, parent);
  if (source.Properties !== undefined && !isPlainMap(at)) return null;
  const settings = ['One', 'Two', 'Three'].map((name) => [name, randomValue(pick, 2)] as const);
  return {
    name: 'set what is missing',
    intents: settings.map(([name, value]) => ({
      kind: 'set',
      resource,
      path: [...parent, 'SprinklerAdded', name],
      value: literal(value),
    })),
    expect: (template) => {
      const target = plainAt(propertiesOf(template, resource), parent);
      if (isPlainMap(target)) target.SprinklerAdded = Object.fromEntries(settings);
    },
    keepsComments: true,
  };
};

const append: Kind = ({ resource, properties, paths, pick }) => {
  const lists = paths.filter((path) => {
    const value = plainAt(properties ?? null, path);
    return (
      Array.isArray(value) &&
      !value.some((item) => isPlainMap(item) && literalPaths([item]).length === 0)
    );
  });
  const path = lists[pick(lists.length)];
  const list = path === undefined ? undefined : plainAt(properties ?? null, path);
  if (path === undefined || !Array.isArray(list)) return null;
  const values = [randomValue(pick, 2), randomValue(pick, 1)];
  const after = list.length > 0 && pick(2) === 0 ? pick(list.length) : null;
  return {
    name: 'append',
    intents: values.map((value) => ({
      kind: 'append',
      resource,
      path,
      value: literal(value),
      ...(after === null ? {} : { after }),
    })),
    expect: (template) => {
      const target = plainAt(propertiesOf(template, resource), path);
      if (Array.isArray(target))
        target.splice(after === null ? target.length : after + 1, 0, ...values);
    },
    keepsComments: true,
  };
};

const remove: Kind = ({ resource, paths, pick }) => {
  const path = paths[pick(paths.length)];
  if (path === undefined) return null;
  return {
    name: 'remove',
    intents: [{ kind: 'remove', resource, path }],
    expect: (template) => takeAway(propertiesOf(template, resource), path),
    keepsComments: false,
  };
};

/** Several elements of one list, in any order. */
const removeSome: Kind = ({ resource, properties, paths, pick }) => {
  const lists = paths.filter((path) => Array.isArray(plainAt(properties ?? null, path)));
  const path = lists[pick(lists.length)];
  const list = path === undefined ? undefined : plainAt(properties ?? null, path);
  if (path === undefined || !Array.isArray(list)) return null;
  const indexes = list.map((_, index) => index).filter(() => pick(2) === 0);
  if (indexes.length === 0 || literalPaths(list).length === 0) return null;
  const shuffled = indexes.toSorted(() => pick(3) - 1);
  return {
    name: 'remove elements',
    intents: shuffled.map((index) => ({ kind: 'remove', resource, path: [...path, index] })),
    expect: (template) => {
      const target = plainAt(propertiesOf(template, resource), path);
      if (Array.isArray(target)) for (const index of indexes.toReversed()) target.splice(index, 1);
    },
    keepsComments: false,
  };
};

const addResource: Kind = ({ resource, source, pick }) => {
  const value = randomValue(pick, 2);
  const to: Written = { kind: 'reference', to: resource, attribute: 'id' };
  return {
    name: 'add a resource',
    intents: [
      {
        kind: 'add-resource',
        type: 'AWS::SQS::QueuePolicy',
        beside: resource,
        name: 'SprinklerAdded',
        properties: [
          ['Queues', { kind: 'list', items: [to] }],
          ['Value', literal(value)],
        ],
      },
    ],
    expect: (template) => {
      const resources = template.Resources;
      if (!isPlainMap(resources)) return;
      resources.SprinklerAdded = {
        Type: 'AWS::SQS::QueuePolicy',
        ...(source.Condition === undefined ? {} : { Condition: source.Condition }),
        Properties: { Queues: [{ Ref: resource.address }], Value: value },
      };
    },
    keepsComments: true,
  };
};

const removeResource: Kind = ({ resource }) => ({
  name: 'remove a resource',
  intents: [{ kind: 'remove-resource', resource }],
  expect: (template) => {
    if (isPlainMap(template.Resources)) delete template.Resources[resource.address];
  },
  keepsComments: false,
});

const KINDS: readonly Kind[] = [
  setExisting,
  setExisting,
  setMissing,
  append,
  remove,
  remove,
  removeSome,
  addResource,
  removeResource,
];

export function literal(value: Plain): Written {
  return { kind: 'literal', value };
}

function randomValue(pick: Pick, depth: number): Plain {
  const kind = pick(depth > 0 ? 8 : 6);
  if (kind < 4) return TEXTS[pick(TEXTS.length)] ?? '';
  if (kind === 4) return pick(100_000);
  if (kind === 5) return pick(2) === 0;
  const values = Array.from({ length: pick(4) }, () => randomValue(pick, depth - 1));
  return kind === 6
    ? values
    : Object.fromEntries(values.map((value, index) => [`Key${index}`, value]));
}

function propertiesOf(template: PlainMap, resource: ResourceInCode): PlainMap {
  const source = plainAt(template, ['Resources', resource.address]);
  if (!isPlainMap(source)) throw new Error(`no ${resource.address}`);
  source.Properties ??= {};
  return source.Properties as PlainMap;
}

function put(root: PlainMap, path: PropertyPath, value: Plain): void {
  const holder = plainAt(root, path.slice(0, -1));
  const last = path.at(-1) ?? '';
  if (Array.isArray(holder)) holder[Number(last)] = value;
  else if (isPlainMap(holder)) holder[last] = value;
}

function takeAway(root: PlainMap, path: PropertyPath): void {
  const holder = plainAt(root, path.slice(0, -1));
  const last = path.at(-1) ?? '';
  if (Array.isArray(holder)) holder.splice(Number(last), 1);
  else if (isPlainMap(holder)) delete holder[last];
}

/** The resources that may be edited. */
export function editable(code: Code, path: string): readonly ResourceInCode[] {
  return code.rootResources(path, context).filter((resource) => resource.locked === null);
}

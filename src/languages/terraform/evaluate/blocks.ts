import type { ListValue, Value } from '../../../model/value.ts';
import type { PlacedAttribute, PlacedBlock } from '../modules/declarations.ts';
import { contentOf } from '../modules/read-declarations.ts';
import { blockNesting } from '../provider/schema.ts';
import type { Block } from '../syntax/ast.ts';
import { iterationsOf } from './for.ts';
import { asElement } from './origin.ts';
import { bind, evaluate, originAt, type Scope } from './scope.ts';
import { isSecretName } from './secrets.ts';
import { failedValue, listValue, mapValue, markedSensitive, unknownValue } from './values.ts';

/** The arguments and nested blocks of one block, wherever they stand. */
export interface Content {
  readonly attributes: ReadonlyMap<string, PlacedAttribute>;
  readonly blocks: readonly PlacedBlock[];
}

/** Arguments that belong to Terraform itself and not to the resource. */
const metaArguments: ReadonlySet<string> = new Set([
  'count',
  'for_each',
  'provider',
  'depends_on',
  'lifecycle',
  'provisioner',
  'connection',
]);

/** Everything that is written in a resource, as data. */
export function resourceContent(content: Content, type: string, scope: Scope): Map<string, Value> {
  const names = new Set([...content.attributes.keys(), ...blockTypes(content)]);
  const entries = new Map<string, Value>();
  for (const name of names) {
    if (metaArguments.has(name)) continue;
    const value = propertyOf(content, type, [], name, scope);
    if (value !== null) entries.set(name, value);
  }
  return entries;
}

/** One argument or block type of a resource, as data; null when it is not written. */
export function propertyOf(
  content: Content,
  type: string,
  path: readonly string[],
  name: string,
  scope: Scope,
): Value | null {
  const written = content.attributes.get(name);
  const here = [...path, name];
  if (written !== undefined) return argumentValue(written, type, here, scope);
  const blocks = content.blocks.filter((placed) => isOfType(placed.block, name));
  return blocks.length === 0 ? null : blocksValue(blocks, type, here, scope);
}

/** The block types that are written, `dynamic` ones by what they make. */
function blockTypes(content: Content): readonly string[] {
  return content.blocks.map(({ block }) =>
    block.type === 'dynamic' ? (block.labels[0]?.text ?? '') : block.type,
  );
}

function isOfType(block: Block, name: string): boolean {
  return block.type === 'dynamic' ? block.labels[0]?.text === name : block.type === name;
}

/** In JSON, nested blocks are written as arguments: objects, or lists of them. */
function argumentValue(
  written: PlacedAttribute,
  type: string,
  path: readonly string[],
  scope: Scope,
): Value {
  const { attribute, file } = written;
  const value = evaluate(attribute.value, { ...scope, place: { ...scope.place, file } });
  const marked = markedSensitive(value, isSecretName(attribute.name));
  const nesting = blockNesting(type, path);
  if (nesting === 'list' && marked.kind === 'map') return listValue([marked], marked.origin);
  if (nesting === 'single' && marked.kind === 'list') return marked.items[0] ?? marked;
  return marked;
}

/** All blocks of one type: a map where the type can stand once, else a list of maps in order; null when there are none after all. */
function blocksValue(
  blocks: readonly PlacedBlock[],
  type: string,
  path: readonly string[],
  scope: Scope,
): Value | null {
  const items: Value[] = [];
  let unknown: Value | null = null;
  for (const { block, file } of blocks) {
    const inFile: Scope = { ...scope, place: { ...scope.place, file } };
    if (block.type !== 'dynamic') items.push(blockValue(block, type, path, inFile));
    else {
      const expanded = dynamicValue(block, type, path, inFile);
      items.push(...expanded.items);
      unknown ??= expanded.unknown;
    }
  }
  const single = blockNesting(type, path) === 'single';
  if (single) return items[0] ?? unknown;
  if (items.length === 0 && unknown === null) return null;
  return listValue(items, null, unknown === null);
}

function blockValue(block: Block, type: string, path: readonly string[], scope: Scope): Value {
  const content = contentOf(block, scope.place.file);
  const entries = new Map<string, Value>();
  for (const name of new Set([...content.attributes.keys(), ...blockTypes(content)])) {
    const value = propertyOf(content, type, path, name, scope);
    if (value !== null) entries.set(name, value);
  }
  return mapValue(entries, originAt(scope, block.range));
}

interface Expanded {
  readonly items: readonly Value[];
  /** Why there may be more; null when these are all. */
  readonly unknown: Value | null;
}

/** A `dynamic` block makes one block for each element of its collection. */
function dynamicValue(block: Block, type: string, path: readonly string[], scope: Scope): Expanded {
  const { attributes, blocks } = contentOf(block, scope.place.file);
  const content = blocks.find((placed) => placed.block.type === 'content')?.block;
  const collection = attributes.get('for_each')?.attribute.value;
  const origin = originAt(scope, block.range);
  if (content === undefined || collection === undefined) {
    return {
      items: [],
      unknown: failedValue('a dynamic block needs for_each and content', origin),
    };
  }
  const iterator = attributes.get('iterator')?.attribute.value;
  const name = iterator?.kind === 'variable' ? iterator.name : (block.labels[0]?.text ?? '');
  const evaluated = evaluate(collection, scope);
  const iterations = iterationsOf(evaluated);
  const layer = evaluated.kind === 'map' ? 'map-entry' : 'list-element';
  const items = iterations.items.map(({ key, value }) => {
    const label =
      key.kind === 'string'
        ? JSON.stringify(key.value)
        : key.kind === 'number'
          ? String(key.value)
          : '';
    const element = asElement(value, layer, label, scope.surroundings.budget);
    const bound = mapValue(
      new Map([
        ['key', evaluated.kind === 'map' ? key : element],
        ['value', element],
      ]),
      null,
    );
    // The block's own origin is the element: that is what is taken away to be rid of the block.
    const made = blockValue(content, type, path, bind(scope, [[name, bound]]));
    return { ...made, origin: element.origin ?? origin };
  });
  const { unknown } = iterations;
  const reason = unknown?.kind === 'unknown' ? unknown.reason : 'the collection is not known';
  return { items, unknown: unknown === null ? null : unknownValue(reason, origin) };
}

/** The elements of a block type that may be written once or often, whatever its nesting. */
export function asList(value: Value | null | undefined): ListValue {
  if (value === null || value === undefined || value.kind === 'null') return listValue([], null);
  if (value.kind === 'list') return value;
  return value.kind === 'unknown'
    ? listValue([], value.origin, false)
    : listValue([value], value.origin);
}

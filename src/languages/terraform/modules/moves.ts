import type { Value } from '../../../model/value.ts';
import { evaluate, type Scope } from '../evaluate/scope.ts';
import type { Expression } from '../syntax/ast.ts';
import type { PlacedBlock } from './declarations.ts';
import type { Module } from './module.ts';
import { contentOf } from './read-declarations.ts';
import { keySuffix, repetitionOf } from './repetition.ts';

/** How many `moved` blocks are followed one after the other. */
const LONGEST_CHAIN = 16;

/** The addresses that an instance had before, as `moved` blocks of its module and of those above say; latest first. */
export function formerAddresses(module: Module, address: string): readonly string[] {
  const moves: Move[] = [];
  for (let at: Module | null = module; at !== null; at = at.parent) moves.push(...at.moves.moved);
  const former: string[] = [];
  let now = address;
  while (former.length < LONGEST_CHAIN) {
    const before = moves.map((move) => addressBefore(move, now)).find((found) => found !== null);
    if (before === undefined || before === null || before === address || former.includes(before))
      break;
    former.push(before);
    now = before;
  }
  return former;
}

/** The ids under which `import` blocks of the root module take an instance over. */
export function importedIds(module: Module, address: string): readonly Value[] {
  let root = module;
  while (root.parent !== null) root = root.parent;
  return root.moves.imported.get(address) ?? [];
}

interface Move {
  readonly from: string;
  readonly to: string;
}

/** What the `moved` and `import` blocks of one module say, with whole addresses. */
export interface Moves {
  readonly moved: readonly Move[];
  /** By address. */
  readonly imported: ReadonlyMap<string, readonly Value[]>;
}

/** Reads the `moved` and `import` blocks of a module; `import` counts in root modules only. */
export function readMoves(module: Module): Moves {
  const moved: Move[] = [];
  const imported = new Map<string, Value[]>();
  for (const placed of module.declarations.moves) {
    const scope = module.scope({
      file: placed.file,
      layer: 'resource',
      label: `${placed.block.type} block`,
    });
    if (placed.block.type === 'moved') moved.push(...moveIn(module, placed, scope));
    else if (module.parent === null) readImport(placed, scope, imported);
  }
  return { moved, imported };
}

function moveIn(module: Module, { block, file }: PlacedBlock, scope: Scope): readonly Move[] {
  const { attributes } = contentOf(block, file);
  const from = addressIn(attributes.get('from')?.attribute.value, scope);
  const to = addressIn(attributes.get('to')?.attribute.value, scope);
  if (from === null || to === null) return [];
  return [{ from: module.addressOf(from), to: module.addressOf(to) }];
}

function readImport({ block, file }: PlacedBlock, scope: Scope, ids: Map<string, Value[]>): void {
  const content = contentOf(block, file);
  const to = content.attributes.get('to')?.attribute.value;
  const id = content.attributes.get('id')?.attribute.value;
  if (to === undefined || id === undefined) return;
  for (const { bound } of repetitionOf(content, scope).instances) {
    const address = addressIn(to, { ...scope, bound });
    if (address === null) continue;
    ids.set(address, [...(ids.get(address) ?? []), evaluate(id, { ...scope, bound })]);
  }
}

/** A move of a module or of a counted resource moves all that is in it. */
function addressBefore({ from, to }: Move, address: string): string | null {
  if (!address.startsWith(to)) return null;
  const rest = address.slice(to.length);
  return rest === '' || rest.startsWith('.') || rest.startsWith('[') ? `${from}${rest}` : null;
}

/** The address that an expression such as `module.site["eu"].aws_s3_bucket.this[0]` writes; null when it is none. */
function addressIn(expression: Expression | undefined, scope: Scope): string | null {
  switch (expression?.kind) {
    case 'variable':
      return expression.name;
    case 'attribute-access': {
      const object = addressIn(expression.object, scope);
      return object === null ? null : `${object}.${expression.name}`;
    }
    case 'index': {
      const object = addressIn(expression.object, scope);
      const key = evaluate(expression.key, scope);
      const isKey = key.kind === 'string' || key.kind === 'number';
      return object === null || !isKey ? null : `${object}${keySuffix(key.value)}`;
    }
    default:
      return null;
  }
}

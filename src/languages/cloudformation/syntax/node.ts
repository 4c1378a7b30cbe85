import type { Range } from '../../../model/source.ts';

/**
 * The syntax tree of a template, the same for YAML and JSON. Ranges are what edits need: `range` is
 * the whole text of a value with its tag and anchor, without comments or white space around it.
 */
export type Node = ScalarNode | SequenceNode | MappingNode | AliasNode;

interface Common {
  readonly range: Range;
  /** The value without its tag and anchor. */
  readonly content: Range;
  /** A YAML tag as written (`!Ref`); null for none, and for JSON. */
  readonly tag: string | null;
  readonly anchor: string | null;
}

export interface ScalarNode extends Common {
  readonly kind: 'scalar';
  /** The text that is meant: escapes resolved, block scalars folded. Empty for a value that is not written. */
  readonly text: string;
  /** `plain` scalars may be numbers, booleans and null; the others are always strings. */
  readonly style: 'plain' | 'single' | 'double' | 'block';
}

export interface SequenceNode extends Common {
  readonly kind: 'sequence';
  /** `[a, b]`, and every JSON array. */
  readonly flow: boolean;
  readonly items: readonly SequenceItem[];
}

/** `start` is where the item begins: its dash, or its value in flow style. */
export interface SequenceItem {
  readonly start: number;
  readonly value: Node;
}

export interface MappingNode extends Common {
  readonly kind: 'mapping';
  readonly flow: boolean;
  /** A pair in a flow sequence without braces (`[0, Fn::GetAZs: ""]`): nothing can be added to it. */
  readonly bare: boolean;
  readonly pairs: readonly Pair[];
}

export interface Pair {
  readonly key: string;
  readonly keyRange: Range;
  /** Just after the colon. */
  readonly colonEnd: number;
  readonly value: Node;
  /** From the key to the end of the value. */
  readonly range: Range;
}

/** `*name`. It is never followed: CloudFormation's documentation says that it knows no aliases. */
export interface AliasNode extends Common {
  readonly kind: 'alias';
  readonly name: string;
}

/** The value of a key, null when the node is no mapping or has no such key. */
export function child(node: Node | null, key: string): Node | null {
  return pairOf(node, key)?.value ?? null;
}

/** The pair of a key, null when the node is no mapping or has no such key. */
export function pairOf(node: Node | null, key: string): Pair | null {
  if (node?.kind !== 'mapping') return null;
  return node.pairs.find((pair) => pair.key === key) ?? null;
}

/** The text of a scalar, null for anything else. */
export function scalarText(node: Node | null): string | null {
  return node?.kind === 'scalar' ? node.text : null;
}

/** Whether nothing stands there, or YAML's and JSON's null. */
export function isNull(node: Node): boolean {
  return (
    node.kind === 'scalar' && node.style === 'plain' && /^(~|null|Null|NULL)?$/.test(node.text)
  );
}

/** Every node below and including this one. */
export function* walk(node: Node): Generator<Node> {
  yield node;
  if (node.kind === 'mapping') for (const pair of node.pairs) yield* walk(pair.value);
  if (node.kind === 'sequence') for (const item of node.items) yield* walk(item.value);
}

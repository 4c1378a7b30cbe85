import type { Range } from '../../../model/source.ts';
import type { Attribute, Block, Body, Expression, TemplatePart } from '../syntax/ast.ts';

/** What an edit can aim at. */
export type EditableNode = Block | Attribute | Expression;

/** Every block, attribute and expression in a body, outer ones first. */
export function* nodesIn(body: Body): Generator<EditableNode> {
  for (const item of body.items) {
    yield item;
    if (item.kind === 'block') yield* nodesIn(item.body);
    else yield* expressionsIn(item.value);
  }
}

/** An expression and every expression in it, outer ones first. */
export function* expressionsIn(expression: Expression): Generator<Expression> {
  yield expression;
  for (const child of childrenOf(expression)) yield* expressionsIn(child);
}

/** The node of one of these kinds with exactly this range; the outermost one. */
export function nodeAt<K extends EditableNode['kind']>(
  body: Body,
  range: Range,
  ...kinds: readonly K[]
): Extract<EditableNode, { kind: K }> | null {
  for (const node of nodesIn(body)) {
    if (node.range.start === range.start && node.range.end === range.end && isKind(node, kinds)) {
      return node;
    }
  }
  return null;
}

/** The outermost node of this kind that begins here. */
export function nodeStartingAt<K extends EditableNode['kind']>(
  body: Body,
  start: number,
  ...kinds: readonly K[]
): Extract<EditableNode, { kind: K }> | null {
  for (const node of nodesIn(body)) {
    if (node.range.start === start && isKind(node, kinds)) return node;
  }
  return null;
}

/** The block in whose body a block stands; null for a top-level one. */
export function parentOf(body: Body, child: Block): Block | null {
  let parent: Block | null = null;
  let { items } = body;
  for (;;) {
    const around: Block | undefined = items
      .filter((item) => item.kind === 'block')
      .find((block) => block.openBrace < child.range.start && child.range.end <= block.closeBrace);
    if (around === undefined) return parent;
    parent = around;
    items = around.body.items;
  }
}

function isKind<K extends EditableNode['kind']>(
  node: EditableNode,
  kinds: readonly K[],
): node is Extract<EditableNode, { kind: K }> {
  return kinds.some((kind) => kind === node.kind);
}

function childrenOf(node: Expression): readonly Expression[] {
  switch (node.kind) {
    case 'literal':
    case 'variable':
      return [];
    case 'template':
      return node.parts.flatMap(partChildren);
    case 'object':
      return node.entries.flatMap((entry) => [entry.key, entry.value]);
    case 'tuple':
      return node.items;
    case 'attribute-access':
      return [node.object];
    case 'index':
      return [node.object, node.key];
    case 'splat':
      return [
        node.object,
        ...node.steps.flatMap((step) => (step.kind === 'index' ? [step.key] : [])),
      ];
    case 'call':
      return node.args;
    case 'for':
      return [node.collection, node.key, node.value, node.condition].filter(
        (child) => child !== null,
      );
    case 'conditional':
      return [node.condition, node.then, node.otherwise];
    case 'unary':
      return [node.operand];
    case 'binary':
      return [node.left, node.right];
    case 'parentheses':
      return [node.expression];
  }
}

function partChildren(part: TemplatePart): readonly Expression[] {
  switch (part.kind) {
    case 'text':
      return [];
    case 'interpolation':
      return [part.expression];
    case 'if':
      return [part.condition, ...[...part.then, ...part.otherwise].flatMap(partChildren)];
    case 'for':
      return [part.collection, ...part.parts.flatMap(partChildren)];
  }
}

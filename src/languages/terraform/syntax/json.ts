import type { Node } from 'jsonc-parser';
import type { Attribute, Block, Body, ConfigFile, Expression, Label } from './ast.ts';
import { SyntaxFailure } from './failure.ts';
import { type BlockShape, configurationShape, variablesShape } from './json-shapes.ts';
import { literalString, referenceString, templateString } from './json-strings.ts';
import { parseJsonTree } from './json-tree.ts';
import { configFile } from './problems.ts';

type Items = (Attribute | Block)[];
type ReadString = (node: Node) => Expression;

/**
 * Parses JSON syntax onto the tree of native syntax. The names and labels are the key strings, and their
 * ranges include the quotes; a block starts at its last label. See `json-shapes.ts` for what becomes a block.
 */
export function parseJson(path: string, text: string): ConfigFile {
  return configFile(path, text, 'json', () => {
    const root = parseJsonTree(text);
    const isVariables = path.endsWith('.tfvars.json');
    const objects = root.type === 'array' && !isVariables ? (root.children ?? []) : [root];
    const reader = new BodyReader(text);
    const shape = isVariables ? variablesShape : configurationShape;
    const items = objects.flatMap((object) => reader.items(object, shape));
    return { body: { range: rangeOf(root), items }, comments: [] };
  });
}

class BodyReader {
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  /** What the properties of an object are in a block of this shape. */
  items(object: Node, shape: BlockShape): Items {
    const items: Items = [];
    const names = new Set<string>();
    for (const { key, name, value } of propertiesOf(object)) {
      const block = shape.blocks.get(name);
      if (block) this.addBlocks(items, block, name, key, [], value);
      else if (name !== '//') {
        refuseTwice(names, name, key);
        items.push(this.attribute(key, name, value, shape));
      }
    }
    return items;
  }

  private attribute(key: Node, name: string, value: Node, shape: BlockShape): Attribute {
    const readString: ReadString = shape.references.has(name)
      ? (node) => referenceString(this.text, node)
      : shape.literal
        ? literalString
        : (node) => templateString(this.text, node);
    const range = { start: key.offset, end: rangeOf(value).end };
    return {
      kind: 'attribute',
      range,
      name,
      nameRange: rangeOf(key),
      value: expression(value, readString),
    };
  }

  /** One block for an object, several for an array of them; each label is one more object on the way. */
  private addBlocks(
    items: Items,
    shape: BlockShape,
    type: string,
    typeKey: Node,
    labels: readonly Label[],
    value: Node,
  ): void {
    if (labels.length < shape.labels) {
      const objects = value.type === 'array' ? (value.children ?? []) : [value];
      for (const object of objects)
        for (const { key, name, value: inner } of propertiesOf(object)) {
          const label = { range: rangeOf(key), text: name, quoted: true };
          this.addBlocks(items, shape, type, typeKey, [...labels, label], inner);
        }
      return;
    }
    if (value.type === 'null') return;
    const start = labels.at(-1)?.range.start ?? typeKey.offset;
    if (value.type !== 'array') items.push(this.block(shape, type, typeKey, labels, value, start));
    else
      for (const object of value.children ?? [])
        items.push(this.block(shape, type, typeKey, labels, object, object.offset));
  }

  private block(
    shape: BlockShape,
    type: string,
    typeKey: Node,
    labels: readonly Label[],
    object: Node,
    start: number,
  ): Block {
    const openBrace = object.offset;
    const closeBrace = object.offset + object.length - 1;
    const body: Body = {
      range: { start: openBrace + 1, end: closeBrace },
      items: this.items(object, shape),
    };
    const range = { start, end: closeBrace + 1 };
    return {
      kind: 'block',
      range,
      type,
      typeRange: rangeOf(typeKey),
      labels,
      openBrace,
      closeBrace,
      body,
    };
  }
}

/** Any JSON value as an expression. */
function expression(node: Node, readString: ReadString): Expression {
  const range = rangeOf(node);
  switch (node.type) {
    case 'string':
      return readString(node);
    case 'array':
      return {
        kind: 'tuple',
        range,
        items: (node.children ?? []).map((item) => expression(item, readString)),
      };
    case 'object': {
      const names = new Set<string>();
      const entries = propertiesOf(node).map(({ key, name, value }) => {
        refuseTwice(names, name, key);
        const entryRange = { start: key.offset, end: rangeOf(value).end };
        return { range: entryRange, key: readString(key), value: expression(value, readString) };
      });
      return { kind: 'object', range, entries };
    }
    default:
      return { kind: 'literal', range, value: node.value as number | boolean | null };
  }
}

function propertiesOf(object: Node): { key: Node; name: string; value: Node }[] {
  if (object.type !== 'object')
    throw new SyntaxFailure(
      'Expected an object here.',
      object.offset,
      object.offset + object.length,
    );
  return (object.children ?? []).flatMap(({ children: [key, value] = [] }) =>
    key && value ? [{ key, name: String(key.value), value }] : [],
  );
}

function refuseTwice(names: Set<string>, name: string, key: Node): void {
  if (names.has(name))
    throw new SyntaxFailure(
      `The key ${JSON.stringify(name)} is written twice here.`,
      key.offset,
      key.offset + key.length,
    );
  names.add(name);
}

function rangeOf(node: Node) {
  return { start: node.offset, end: node.offset + node.length };
}

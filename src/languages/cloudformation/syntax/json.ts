import {
  type Node as JsonNode,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser';
import type { MappingNode, Node, Pair } from './node.ts';
import { MAX_DEPTH, Unreadable } from './problem.ts';

/** Reads strict JSON: no comments, no trailing commas, no key twice. @throws Unreadable */
export function readJson(text: string): Node {
  // A byte order mark is blanked for the parser, so that offsets stay those of the file.
  const errors: ParseError[] = [];
  const root = parseTree(text.replace(/^\ufeff/, ' '), errors, {
    disallowComments: true,
    allowTrailingComma: false,
  });
  const first = errors[0];
  if (first !== undefined) {
    throw new Unreadable(first.offset, `not valid JSON (${printParseErrorCode(first.error)})`);
  }
  if (root === undefined) throw new Unreadable(0, 'not valid JSON (nothing in it)');
  return convert(root, 0);
}

function convert(node: JsonNode, depth: number): Node {
  if (depth > MAX_DEPTH) throw new Unreadable(node.offset, 'nested too deeply');
  const range = { start: node.offset, end: node.offset + node.length };
  const common = { range, content: range, tag: null, anchor: null };
  if (node.type === 'object') return { ...common, ...mapping(node, depth) };
  if (node.type === 'array') {
    const items = (node.children ?? []).map((item) => ({
      start: item.offset,
      value: convert(item, depth + 1),
    }));
    return { ...common, kind: 'sequence', flow: true, items };
  }
  const style = node.type === 'string' ? 'double' : 'plain';
  return { ...common, kind: 'scalar', text: String(node.value), style };
}

function mapping(
  node: JsonNode,
  depth: number,
): Pick<MappingNode, 'kind' | 'flow' | 'bare' | 'pairs'> {
  const seen = new Set<string>();
  const pairs: Pair[] = [];
  for (const property of node.children ?? []) {
    const [key, value] = property.children ?? [];
    if (key === undefined || value === undefined || property.colonOffset === undefined) {
      throw new Unreadable(property.offset, 'not valid JSON (a property without a value)');
    }
    const name = String(key.value);
    if (seen.has(name)) throw new Unreadable(key.offset, `the key "${name}" stands twice`);
    seen.add(name);
    pairs.push({
      key: name,
      keyRange: { start: key.offset, end: key.offset + key.length },
      colonEnd: property.colonOffset + 1,
      value: convert(value, depth + 1),
      range: { start: property.offset, end: property.offset + property.length },
    });
  }
  return { kind: 'mapping', flow: true, bare: false, pairs };
}

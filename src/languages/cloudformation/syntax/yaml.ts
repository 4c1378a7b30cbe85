import {
  type CST,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  parseDocument,
  type YAMLMap,
  type YAMLParseError,
  type YAMLSeq,
  type Node as YamlNode,
  type Pair as YamlPair,
} from 'yaml';
import type { Node, Pair, ScalarNode, SequenceItem } from './node.ts';
import { MAX_DEPTH, Unreadable } from './problem.ts';

/**
 * Reads one YAML document. Every plain scalar is kept as text (`failsafe`), so that no library
 * decides what `010` or `2012-10-17` is; unknown tags are kept as they are. @throws Unreadable
 */
export function readYaml(text: string): Node {
  const document = parseDocument(text, {
    schema: 'failsafe',
    keepSourceTokens: true,
    prettyErrors: false,
    uniqueKeys: true,
    // `silent` would also swallow the error about a second document.
    logLevel: 'error',
  });
  const error = document.errors[0];
  if (error !== undefined) {
    throw new Unreadable(error.pos[0], complaintOf(error));
  }
  const root = document.contents;
  if (root === null) throw new Unreadable(0, 'nothing in it');
  return new Reader(text).node(root, [], 0);
}

function complaintOf({ code, message }: YAMLParseError): string {
  if (code === 'MULTIPLE_DOCS') return 'it holds more than one YAML document';
  // The parser's own limit.
  if (code === 'RESOURCE_EXHAUSTION') return 'nested too deeply';
  return `not valid YAML (${message})`;
}

class Reader {
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  /** `before`: the tokens between the key or dash and the value, where its tag and anchor stand. */
  node(node: YamlNode, before: readonly CST.SourceToken[], depth: number): Node {
    const [start, valueEnd] = node.range ?? [0, 0];
    if (depth > MAX_DEPTH) throw new Unreadable(start, 'nested too deeply');
    const first = before.find((token) => token.type === 'tag' || token.type === 'anchor');
    const common = (end: number) => ({
      range: { start: first?.offset ?? start, end },
      content: { start, end },
      tag: before.find((token) => token.type === 'tag')?.source ?? null,
      anchor: before.find((token) => token.type === 'anchor')?.source ?? null,
    });
    if (isAlias(node)) return { ...common(valueEnd), kind: 'alias', name: node.source };
    if (isScalar(node)) return this.scalar(node, common);
    if (isMap(node)) {
      const flow = node.flow === true;
      const pairs = this.pairs(node, depth);
      const bare = flow && this.text[start] !== '{';
      const end = flow && !bare ? valueEnd : (pairs.at(-1)?.range.end ?? valueEnd);
      return { ...common(end), kind: 'mapping', flow, bare, pairs };
    }
    if (isSeq(node)) {
      const flow = node.flow === true;
      const items = this.items(node, depth);
      const last = items.at(-1)?.value.range.end ?? valueEnd;
      return { ...common(flow ? valueEnd : last), kind: 'sequence', flow, items };
    }
    throw new Unreadable(start, 'a value of an unknown kind');
  }

  private scalar(
    node: { range?: [number, number, number] | null; type?: string; value: unknown },
    common: (end: number) => Pick<ScalarNode, 'range' | 'content' | 'tag' | 'anchor'>,
  ): ScalarNode {
    const [start, end] = node.range ?? [0, 0];
    const isBlock = node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED';
    const style =
      node.type === 'QUOTE_SINGLE' ? 'single' : node.type === 'QUOTE_DOUBLE' ? 'double' : 'plain';
    return {
      ...common(isBlock ? this.blockEnd(start, end) : end),
      kind: 'scalar',
      text: typeof node.value === 'string' ? node.value : '',
      style: isBlock ? 'block' : style,
    };
  }

  /** A block scalar's last line break belongs to the line; blank lines below it belong to nobody, except after `|+`. */
  private blockEnd(start: number, end: number): number {
    const source = this.text.slice(start, end);
    const keeps = /^[|>][0-9]?\+/.test(source);
    return start + (keeps ? source.replace(/\r?\n$/, '') : source.trimEnd()).length;
  }

  private pairs(map: YAMLMap, depth: number): Pair[] {
    return map.items.map((item) => this.pair(item as YamlPair<YamlNode, YamlNode | null>, depth));
  }

  private pair(item: YamlPair<YamlNode, YamlNode | null>, depth: number): Pair {
    const { key, value } = item;
    const [keyStart, keyEnd] = key.range ?? [0, 0];
    const token = (item as { srcToken?: CST.CollectionItem }).srcToken;
    if (!isScalar(key) || typeof key.value !== 'string') {
      throw new Unreadable(keyStart, 'a key that is not plain text');
    }
    const separators = token?.sep ?? [];
    const colon = separators.find((separator) => separator.type === 'map-value-ind');
    const hasProps = token?.start.some(
      (t) =>
        t.type !== 'space' && t.type !== 'newline' && t.type !== 'comment' && t.type !== 'comma',
    );
    if (colon === undefined || hasProps) {
      throw new Unreadable(keyStart, 'a key that is not written as "key: value"');
    }
    const colonEnd = colon.offset + 1;
    const isAbsent = value === null || (isScalar(value) && value.range?.[0] === value.range?.[1]);
    const tagged = separators.some(
      (separator) => separator.type === 'tag' || separator.type === 'anchor',
    );
    const node: Node =
      value === null || (isAbsent && !tagged)
        ? absent(colonEnd)
        : this.node(value, separators, depth + 1);
    return {
      key: key.value,
      keyRange: { start: keyStart, end: keyEnd },
      colonEnd,
      value: node,
      range: { start: keyStart, end: node.range.end },
    };
  }

  private items(sequence: YAMLSeq, depth: number): SequenceItem[] {
    const token = sequence.srcToken as CST.BlockSequence | CST.FlowCollection | undefined;
    const tokens = (token?.items ?? []).filter(
      (item) =>
        item.value !== undefined ||
        item.start.some(
          ({ type }) => type === 'seq-item-ind' || type === 'tag' || type === 'anchor',
        ),
    );
    return sequence.items.map((value, index) => {
      const before = tokens[index]?.start ?? [];
      const dash = before.find(({ type }) => type === 'seq-item-ind');
      const item = value as YamlNode;
      const isAbsent =
        isScalar(item) && item.range?.[0] === item.range?.[1] && item.tag === undefined;
      const node =
        isAbsent && dash !== undefined
          ? absent(dash.offset + 1)
          : this.node(item, before, depth + 1);
      return { start: dash?.offset ?? node.range.start, value: node };
    });
  }
}

function absent(offset: number): ScalarNode {
  const range = { start: offset, end: offset };
  return {
    range,
    content: range,
    tag: null,
    anchor: null,
    kind: 'scalar',
    text: '',
    style: 'plain',
  };
}

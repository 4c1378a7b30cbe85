import type { Document } from '../syntax/document.ts';
import { columnOf } from '../syntax/lines.ts';
import { type Node, type Pair, walk } from '../syntax/node.ts';

/** How a file is written, so that what an edit adds looks like the rest. */
export interface Style {
  readonly format: 'yaml' | 'json';
  readonly newline: '\n' | '\r\n';
  /** One step of indentation: spaces, or in JSON perhaps a tab. */
  readonly unit: string;
  /** Whether the dashes of a list stand in the column of its key. */
  readonly dashesAtKey: boolean;
  /** `!Ref x` instead of `Ref: x`. */
  readonly shortForm: boolean;
  readonly quote: 'single' | 'double';
  /** Quote simple words too: what is replaced was quoted. */
  readonly quoteAll: boolean;
}

/** Looks at a whole file; where it says nothing, CloudFormation's own examples decide. */
export function styleOf({ text, root, format }: Document): Style {
  let dashes = 0;
  let quotes = 0;
  let forms = 0;
  let unit: string | null = null;
  for (const node of walk(root)) {
    if (node.tag?.startsWith('!')) forms++;
    if (node.kind === 'scalar')
      quotes += node.style === 'single' ? 1 : node.style === 'double' ? -1 : 0;
    if (node.kind !== 'mapping') continue;
    unit ??= unitOf(text, node.pairs, format);
    for (const pair of node.pairs) {
      if (pair.key === 'Ref' || pair.key.startsWith('Fn::')) forms--;
      dashes += dashVote(text, pair);
    }
  }
  return {
    format,
    newline: text.includes('\r\n') ? '\r\n' : '\n',
    unit: unit ?? '  ',
    dashesAtKey: dashes > 0,
    shortForm: forms >= 0,
    quote: quotes >= 0 ? 'single' : 'double',
    quoteAll: false,
  };
}

/** The first nested mapping tells the step of indentation. */
function unitOf(text: string, pairs: readonly Pair[], format: 'yaml' | 'json'): string | null {
  const [first] = pairs;
  const inner = first === undefined ? undefined : firstPair(first.value);
  if (first === undefined || inner === undefined) return null;
  const outerColumn = columnOf(text, first.range.start);
  const innerColumn = columnOf(text, inner.range.start);
  const before = text.slice(inner.range.start - innerColumn, inner.range.start);
  if (before.trim() !== '' || innerColumn <= outerColumn) return null;
  if (format === 'json' && before.includes('\t')) return '\t';
  return ' '.repeat(Math.min(8, innerColumn - outerColumn));
}

function firstPair(node: Node): Pair | undefined {
  return node.kind === 'mapping' ? node.pairs[0] : undefined;
}

function dashVote(text: string, { value, range }: Pair): number {
  if (value.kind !== 'sequence' || value.flow || value.items[0] === undefined) return 0;
  return columnOf(text, value.items[0].start) === columnOf(text, range.start) ? 1 : -1;
}

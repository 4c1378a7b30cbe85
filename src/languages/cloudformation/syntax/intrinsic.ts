import type { Node } from './node.ts';

/** A call of one of CloudFormation's functions, whether it was written `!Sub x` or `Fn::Sub: x`. */
export interface Intrinsic {
  /** The long name (`Ref`, `Fn::Sub`), or the tag as written when it is none of CloudFormation's. */
  readonly name: string;
  readonly argument: Node;
}

// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html
const FUNCTIONS: ReadonlySet<string> = new Set([
  'And',
  'Base64',
  'Cidr',
  'Equals',
  'FindInMap',
  'GetAtt',
  'GetAZs',
  'If',
  'ImportValue',
  'Join',
  'Length',
  'Not',
  'Or',
  'Select',
  'Split',
  'Sub',
  'ToJsonString',
  'Transform',
]);

/** The function call that a node is, or null for data. */
export function intrinsicOf(node: Node): Intrinsic | null {
  if (node.tag !== null && !node.tag.startsWith('!!')) {
    const name = node.tag.slice(1);
    const argument = { ...node, tag: null, range: node.content };
    if (FUNCTIONS.has(name)) return { name: `Fn::${name}`, argument };
    return { name: name === 'Ref' || name === 'Condition' ? name : node.tag, argument };
  }
  const pair = node.kind === 'mapping' && node.pairs.length === 1 ? node.pairs[0] : undefined;
  if (pair === undefined) return null;
  const isCall = pair.key === 'Ref' || (pair.key.startsWith('Fn::') && !isLoop(pair.key));
  return isCall ? { name: pair.key, argument: pair.value } : null;
}

/** Whether a key is a loop of the transform AWS::LanguageExtensions. */
export function isLoop(key: string): boolean {
  return key.startsWith('Fn::ForEach::');
}

/** Whether a map with this key would be read as a function call instead of data. */
export function isCallKey(key: string): boolean {
  return key === 'Ref' || key === 'Condition' || key.startsWith('Fn::');
}

/** One piece of an `Fn::Sub` text: literal text, or the name between `${` and `}`. */
export type SubPart = { readonly text: string } | { readonly name: string };

/** Takes the text of `Fn::Sub` apart; `${!Literal}` is the text `${Literal}`. */
export function subParts(text: string): readonly SubPart[] {
  const parts: SubPart[] = [];
  let from = 0;
  for (const match of text.matchAll(/\$\{(!?)([^${}]+)\}/g)) {
    const [whole, literal, name = ''] = match;
    if (match.index > from) parts.push({ text: text.slice(from, match.index) });
    parts.push(literal === '!' ? { text: `\${${name}}` } : { name: name.trim() });
    from = match.index + whole.length;
  }
  if (from < text.length || parts.length === 0) parts.push({ text: text.slice(from) });
  return parts;
}

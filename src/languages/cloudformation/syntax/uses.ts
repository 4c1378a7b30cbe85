import { type Intrinsic, intrinsicOf, isCallKey, subParts } from './intrinsic.ts';
import { type Node, scalarText } from './node.ts';

/** One call of a function, and the property (the nearest key that is no function) in which it stands. */
export interface Use {
  readonly call: Intrinsic;
  readonly property: string;
}

/** Every call of a function below a node. */
export function* usesIn(node: Node, property = ''): Generator<Use> {
  const call = intrinsicOf(node);
  if (call !== null) yield { call, property };
  if (node.kind === 'sequence') for (const item of node.items) yield* usesIn(item.value, property);
  if (node.kind === 'mapping') {
    for (const pair of node.pairs)
      yield* usesIn(pair.value, isCallKey(pair.key) ? property : pair.key);
  }
}

/** The parameters and resources that a call names directly. */
export function namesIn({ name, argument }: Intrinsic): readonly string[] {
  if (name === 'Ref') return [scalarText(argument) ?? ''];
  if (name === 'Fn::GetAtt') {
    const first = argument.kind === 'sequence' ? (argument.items[0]?.value ?? null) : argument;
    return [(scalarText(first) ?? '').split('.')[0] ?? ''];
  }
  if (name !== 'Fn::Sub') return [];
  const [text, variables] =
    argument.kind === 'sequence' ? argument.items.map((item) => item.value) : [argument];
  const own = new Set(variables?.kind === 'mapping' ? variables.pairs.map((pair) => pair.key) : []);
  return subParts(scalarText(text ?? null) ?? '').flatMap((part) =>
    'name' in part && !own.has(part.name) ? [part.name.split('.')[0] ?? ''] : [],
  );
}

import type { Value } from '../../../model/value.ts';
import { child, type Node } from '../syntax/node.ts';
import type { Evaluate, Scope } from './scope.ts';
import { textOf, unknown } from './values.ts';

/**
 * `Fn::FindInMap`: the entry, as a value of the layer `mapping`. A key that only a parameter's default
 * gives leaves it unknown, like one that is not known at all.
 */
export function findInMap(argument: Node, scope: Scope, evaluate: Evaluate): Value | undefined {
  const items = argument.kind === 'sequence' ? argument.items.map((item) => item.value) : [];
  const open: Scope = { ...scope, defaults: 'open' };
  const keys = items.slice(0, 3).map((item) => textOf(evaluate(item, open)));
  const [map, top, second] = keys;
  if (map == null || top == null || second == null) {
    return unknown(`the keys of Fn::FindInMap in ${map ?? 'a mapping'} are not known`);
  }
  const entry = child(child(child(scope.template.mappings, map), top), second);
  if (entry === null) return defaultValue(items[3], scope, evaluate, `${map}.${top}.${second}`);
  return evaluate(entry, {
    ...scope,
    layer: 'mapping',
    label: `mapping ${map}.${top}.${second}`,
  });
}

/** The fourth argument (AWS::LanguageExtensions): `{ DefaultValue: … }`. */
function defaultValue(
  options: Node | undefined,
  scope: Scope,
  evaluate: Evaluate,
  key: string,
): Value | undefined {
  const value = child(options ?? null, 'DefaultValue');
  return value === null ? unknown(`there is no mapping entry ${key}`) : evaluate(value, scope);
}

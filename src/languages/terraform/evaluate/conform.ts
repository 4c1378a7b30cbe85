import type { Value } from '../../../model/value.ts';
import type { Expression } from '../syntax/ast.ts';
import { toBooleanValue, toNumberValue, toStringValue } from './convert.ts';
import { distinct } from './sets.ts';
import type { ObjectAttribute, TypeConstraint } from './type-constraints.ts';
import { failedValue, nullValue } from './values.ts';

/** Evaluates the default of an optional attribute. */
export type Evaluate = (expression: Expression) => Value;

/**
 * The value as a variable of that type has it: converted, optional attributes filled in, attributes
 * that the type does not have left out. Origins stay those of the parts.
 */
export function conform(value: Value, type: TypeConstraint, evaluate: Evaluate): Value {
  if (value.kind === 'unknown' || value.kind === 'null') return value;
  switch (type.kind) {
    case 'any':
      return value;
    case 'string':
      return toStringValue(value);
    case 'number':
      return toNumberValue(value);
    case 'bool':
      return toBooleanValue(value);
    case 'list':
    case 'set':
    case 'tuple':
      return conformList(value, type, evaluate);
    case 'map':
      return conformMap(value, type.element, evaluate);
    case 'object':
      return conformObject(value, type.attributes, evaluate);
  }
}

function conformList(
  value: Value,
  type: Extract<TypeConstraint, { element: TypeConstraint } | { items: readonly TypeConstraint[] }>,
  evaluate: Evaluate,
): Value {
  if (value.kind !== 'list') return failedValue('a list is required', value.origin);
  const items = value.items.map((item, index) => {
    const element = 'items' in type ? type.items[index] : type.element;
    return element === undefined ? item : conform(item, element, evaluate);
  });
  const list = { ...value, items };
  return type.kind === 'set' ? distinct(list) : list;
}

function conformMap(value: Value, element: TypeConstraint, evaluate: Evaluate): Value {
  if (value.kind !== 'map') return failedValue('a map is required', value.origin);
  const entries = [...value.entries].map(
    ([key, entry]) => [key, conform(entry, element, evaluate)] as const,
  );
  return { ...value, entries: new Map(entries) };
}

function conformObject(
  value: Value,
  attributes: ReadonlyMap<string, ObjectAttribute>,
  evaluate: Evaluate,
): Value {
  if (value.kind !== 'map') return failedValue('an object is required', value.origin);
  const entries = new Map<string, Value>();
  for (const [name, attribute] of attributes) {
    const written = value.entries.get(name);
    const absent =
      written === undefined || (written.kind === 'null' && attribute.standard !== null);
    if (!absent) entries.set(name, conform(written, attribute.type, evaluate));
    else if (written === undefined && value.complete === false) continue;
    else if (attribute.standard !== null) {
      entries.set(name, conform(evaluate(attribute.standard), attribute.type, evaluate));
    } else if (attribute.optional) entries.set(name, nullValue(null));
    else return failedValue(`attribute "${name}" is required`, value.origin);
  }
  return { ...value, entries };
}

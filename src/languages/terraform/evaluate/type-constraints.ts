import type { Expression } from '../syntax/ast.ts';

/** The type of a variable, as its `type` argument says. */
export type TypeConstraint =
  | { readonly kind: 'any' | 'string' | 'number' | 'bool' }
  | { readonly kind: 'list' | 'set' | 'map'; readonly element: TypeConstraint }
  | { readonly kind: 'object'; readonly attributes: ReadonlyMap<string, ObjectAttribute> }
  | { readonly kind: 'tuple'; readonly items: readonly TypeConstraint[] };

export interface ObjectAttribute {
  readonly type: TypeConstraint;
  readonly optional: boolean;
  /** The second argument of `optional(…)`. */
  readonly standard: Expression | null;
}

const any: TypeConstraint = { kind: 'any' };

/** Reads a type constraint; what cannot be understood is `any`, under which values stay as they are. */
export function typeConstraint(expression: Expression | undefined): TypeConstraint {
  if (expression === undefined) return any;
  if (expression.kind === 'variable') return named(expression.name);
  if (expression.kind === 'template') {
    // The quoted types of Terraform 0.11: "string", "list", "map"; in JSON every type is quoted.
    const [part] = expression.parts;
    return part?.kind === 'text' ? named(part.value) : any;
  }
  if (expression.kind === 'parentheses') return typeConstraint(expression.expression);
  if (expression.kind !== 'call') return any;
  const [argument] = expression.args;
  switch (expression.name) {
    case 'list':
    case 'set':
    case 'map':
      return { kind: expression.name, element: typeConstraint(argument) };
    case 'object':
      return argument?.kind === 'object' ? objectType(argument.entries) : any;
    case 'tuple':
      return argument?.kind === 'tuple'
        ? { kind: 'tuple', items: argument.items.map(typeConstraint) }
        : any;
    default:
      return any;
  }
}

function named(name: string): TypeConstraint {
  if (name === 'string' || name === 'number' || name === 'bool') return { kind: name };
  if (name === 'list' || name === 'set' || name === 'map') return { kind: name, element: any };
  return any;
}

function objectType(
  entries: readonly { readonly key: Expression; readonly value: Expression }[],
): TypeConstraint {
  const attributes = new Map<string, ObjectAttribute>();
  for (const { key, value } of entries) {
    const name = attributeName(key);
    if (name === null) continue;
    const optional = value.kind === 'call' && value.name === 'optional';
    attributes.set(name, {
      type: typeConstraint(optional ? value.args[0] : value),
      optional,
      standard: optional ? (value.args[1] ?? null) : null,
    });
  }
  return { kind: 'object', attributes };
}

function attributeName(key: Expression): string | null {
  if (key.kind === 'variable') return key.name;
  const part = key.kind === 'template' ? key.parts[0] : undefined;
  return part?.kind === 'text' ? part.value : null;
}

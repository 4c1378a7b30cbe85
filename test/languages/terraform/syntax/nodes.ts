import type {
  Attribute,
  Block,
  Body,
  Expression,
  SplatStep,
  TemplatePart,
} from '../../../../src/languages/terraform/syntax/ast.ts';
import type { Range } from '../../../../src/model/source.ts';

/** Any node of the tree: something with a range. */
export interface AnyNode {
  readonly kind?: string;
  readonly range: Range;
}

/** A node and the node it is part of. */
export interface Visit {
  readonly node: AnyNode;
  readonly parent: AnyNode;
}

type Part = Body | Attribute | Block | Expression | TemplatePart | SplatStep;

/** Every node under this one, found without knowing the grammar: whatever has a range. */
export function visits(root: Part): Visit[] {
  return under(root, root);
}

function under(value: unknown, parent: AnyNode): Visit[] {
  if (Array.isArray(value)) return value.flatMap((item) => under(item, parent));
  if (typeof value !== 'object' || value === null) return [];
  const node = isNode(value) ? value : null;
  const inner = Object.values(value).flatMap((part) => under(part, node ?? parent));
  return node && node !== parent ? [{ node, parent }, ...inner] : inner;
}

function isNode(value: object): value is AnyNode {
  return 'range' in value;
}

import type { TerraformInstance } from '../resources/instance.ts';
import type { ConfigFile, Expression, ObjectExpression, TupleExpression } from '../syntax/ast.ts';
import { expressionsIn } from './nodes.ts';

/**
 * The address of a resource whose `count` depends on the list that holds a collection: taking an
 * element away would give other instances another index. Null when there is none.
 */
export function countedBy(
  instance: TerraformInstance,
  file: ConfigFile,
  collection: TupleExpression | ObjectExpression,
): string | null {
  const name = nameOfList(file, collection);
  if (name === null) return null;
  for (const { block, attributes } of instance.module.declarations.resources.values()) {
    const count = attributes.get('count')?.attribute.value;
    if (count !== undefined && mentions(count, name)) {
      return block.labels.map((label) => label.text).join('.');
    }
  }
  return null;
}

/** The name of the variable, local or variable file entry that begins with this collection. */
function nameOfList(
  file: ConfigFile,
  collection: TupleExpression | ObjectExpression,
): string | null {
  for (const item of file.body.items) {
    if (item.kind === 'attribute') {
      if (holds(item.value, collection)) return item.name;
      continue;
    }
    for (const inner of item.body.items) {
      if (inner.kind !== 'attribute' || !holds(inner.value, collection)) continue;
      return item.type === 'variable' ? (item.labels[0]?.text ?? null) : inner.name;
    }
  }
  return null;
}

function holds(value: Expression, collection: Expression): boolean {
  return value.range.start === collection.range.start && value.range.end === collection.range.end;
}

function mentions(expression: Expression, name: string): boolean {
  for (const node of expressionsIn(expression)) {
    if (node.kind !== 'attribute-access' || node.name !== name) continue;
    if (node.object.kind === 'variable' && ['var', 'local'].includes(node.object.name)) return true;
  }
  return false;
}

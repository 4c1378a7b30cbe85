import type { Value } from '../../../model/value.ts';
import { bind, evaluate, type Scope } from '../evaluate/scope.ts';
import { mapValue } from '../evaluate/values.ts';
import type { Declaration } from '../modules/declarations.ts';
import { placeOf } from '../modules/places.ts';
import { contentOf } from '../modules/read-declarations.ts';

/**
 * The first `precondition` or `postcondition` of a resource that fails for what the code says, with its place:
 * Terraform then ends the plan or the apply. Null when none is known to.
 */
export function failedCondition(
  { blocks }: Declaration,
  properties: ReadonlyMap<string, Value>,
  scope: Scope,
): string | null {
  // What AWS fills in is not among the properties.
  const inner = bind(scope, [['self', mapValue(properties, null, false)]]);
  for (const lifecycle of blocks.filter(({ block }) => block.type === 'lifecycle')) {
    for (const { block, file } of contentOf(lifecycle.block, lifecycle.file).blocks) {
      if (block.type !== 'precondition' && block.type !== 'postcondition') continue;
      const written = contentOf(block, file).attributes.get('condition')?.attribute.value;
      const holds = written === undefined ? null : evaluate(written, inner);
      if (holds?.kind === 'boolean' && !holds.value)
        return `${block.type} (${file.path}:${placeOf(file, block.range.start).line})`;
    }
  }
  return null;
}

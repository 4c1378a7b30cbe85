import type { Origin } from '../../../model/value.ts';
import type { TerraformInstance } from '../resources/instance.ts';
import { expressionsIn, nodesIn } from './nodes.ts';

/**
 * Whether an expression in the block of a repeated resource stands for something else in each instance
 * (it uses `each` or `count`): writing another one there would change them all.
 */
export function differsByInstance(instance: TerraformInstance, origin: Origin): boolean {
  const { file, block, siblings } = instance;
  const inBlock =
    origin.path === file.path &&
    origin.range.start >= block.range.start &&
    origin.range.end <= block.range.end;
  if (siblings.length === 0 || !inBlock) return false;
  for (const node of nodesIn(block.body)) {
    if (node.kind === 'block' || node.kind === 'attribute') continue;
    if (node.range.start !== origin.range.start || node.range.end !== origin.range.end) continue;
    for (const inner of expressionsIn(node)) {
      if (inner.kind === 'variable' && (inner.name === 'each' || inner.name === 'count'))
        return true;
    }
  }
  return false;
}

import type { EditRefusal } from '../../../model/language.ts';
import type { Layer, Range } from '../../../model/source.ts';
import type { MapValue, PropertyPath, Value } from '../../../model/value.ts';
import type { TerraformInstance } from '../resources/instance.ts';
import type { Block, ConfigFile, ObjectExpression } from '../syntax/ast.ts';
import type { Draft } from './drafts.ts';
import { decidedElsewhere, fileOf, isRefusal, refusal } from './guard.ts';
import { type EditableNode, nodeAt, nodeStartingAt } from './nodes.ts';
import { namesIn, pathText } from './property.ts';

/** The block or object in which an argument stands, or would stand. */
export interface Container {
  readonly file: ConfigFile;
  readonly node: Block | ObjectExpression;
  readonly layer: Layer;
}

/** What `value`, the value of the resource at `path`, is written as. */
export function containerOf(
  instance: TerraformInstance,
  path: PropertyPath,
  value: Value,
): Container | EditRefusal {
  const own = instance.module.parent === null ? 'resource' : 'module-source';
  const elsewhere = decidedElsewhere(instance, value, pathText(path) || 'its arguments');
  if (elsewhere !== null) return elsewhere;
  if (path.length === 0) return { file: instance.file, node: instance.block, layer: own };
  if (value.kind !== 'map') {
    const why = value.kind === 'unknown' ? value.reason : `it is a ${value.kind}`;
    return refusal(`${pathText(path)} of ${instance.address} cannot be edited in part: ${why}`);
  }
  const { origin } = value;
  const file = origin === null ? null : fileOf(instance, origin);
  if (file !== null && isRefusal(file)) return file;
  const node =
    origin === null || file === null ? null : nodeAt(file.body, origin.range, 'block', 'object');
  if (origin !== null && file !== null && node?.kind === 'block' && node.type !== 'dynamic') {
    return { file, node, layer: origin.layer };
  }
  const made = dynamicContent(instance, path);
  if (made !== null) return isRefusal(made) ? made : { ...made, layer: own };
  const merged = origin === null || file === null ? null : mergedObject(file, origin.range, value);
  if (origin !== null && file !== null && merged !== null) {
    return { file, node: merged, layer: origin.layer };
  }
  if (origin === null || file === null || node?.kind !== 'object') {
    return refusal(
      `${pathText(path)} of ${instance.address} is computed: edit its expression (${origin?.label ?? 'the resource'}, ${origin?.path ?? instance.path})`,
    );
  }
  return { file, node, layer: origin.layer };
}

/** The object of `merge(…)` that a new key can go into: the last one, if no argument after it may have that key. */
function mergedObject(file: ConfigFile, range: Range, value: MapValue): ObjectExpression | null {
  const call = nodeAt(file.body, range, 'call');
  if (call?.name !== 'merge' || call.expandLast) return null;
  const last = call.args.findLast((argument) => argument.kind === 'object');
  const isSafe = value.complete !== false || last === call.args.at(-1);
  return last?.kind === 'object' && isSafe ? last : null;
}

/** The `content` of the one `dynamic` block that makes the blocks at this path; null when none does. */
function dynamicContent(
  instance: TerraformInstance,
  path: PropertyPath,
): { readonly file: ConfigFile; readonly node: Block } | EditRefusal | null {
  const [name, ...others] = namesIn(path);
  const { blocks } = instance.declaration;
  const dynamic = blocks.filter(
    ({ block }) => block.type === 'dynamic' && block.labels[0]?.text === name,
  );
  const [only] = dynamic;
  if (only === undefined) return null;
  const isMixed = dynamic.length > 1 || blocks.some(({ block }) => block.type === name);
  if (isMixed || others.length > 0) {
    return refusal(
      `${pathText(path)} of ${instance.address} is made by a dynamic block that cannot be edited in part: edit ${only.file.path}`,
    );
  }
  const content = only.block.body.items.find(
    (item) => item.kind === 'block' && item.type === 'content',
  );
  return content?.kind === 'block'
    ? { file: only.file, node: content }
    : refusal(`the dynamic block ${name} of ${instance.address} has no content`);
}

/** The same block or object in a file that was changed since, found by where it begins; null when it is gone. */
export function currentNode<N extends EditableNode>(
  draft: Draft,
  node: N,
): Extract<EditableNode, { kind: N['kind'] }> | null {
  const start = draft.now(node.range.start);
  return start === null ? null : nodeStartingAt<N['kind']>(draft.file.body, start, node.kind);
}

import type { ResourceInCode } from '../../../../model/resource.ts';
import type { Origin, PropertyPath, Value } from '../../../../model/value.ts';
import type { Scope } from '../../scope.ts';
import type { RuleFields } from './reach.ts';

/**
 * Where else a value's text is used: by a rule for other traffic, or by anything that is no rule. Editing it
 * there would change those too. Instances of the same rule (modules, counts) do not count.
 */
export function usedElsewhere(
  scope: Scope,
  fields: RuleFields,
  origin: Origin,
): { readonly address: string } | null {
  const rule = traffic(scope.value, fields);
  for (const resource of scope.types.flatMap((type) => scope.index.ofType(type))) {
    for (const use of usesOf(resource.properties, [], [])) {
      if (use.value.origin === null || !sameOrigin(use.value.origin, origin)) continue;
      if (isInside(scope, resource, use.path)) continue;
      const same = use.around.some((map) => traffic(map, fields) === rule);
      if (!same) return { address: resource.address };
    }
  }
  return null;
}

/** Whether the text stands inside the block of the rule's own resource. */
export function isWrittenAt(resource: ResourceInCode, origin: Origin): boolean {
  return (
    origin.path === resource.path &&
    origin.range.start >= resource.range.start &&
    origin.range.end <= resource.range.end
  );
}

interface Use {
  readonly value: Value;
  readonly path: PropertyPath;
  /** The maps around it. */
  readonly around: readonly Value[];
}

function* usesOf(value: Value, path: PropertyPath, around: readonly Value[]): Iterable<Use> {
  yield { value, path, around };
  if (value.kind === 'list')
    for (const [index, item] of value.items.entries())
      yield* usesOf(item, [...path, index], around);
  if (value.kind === 'map')
    for (const [key, item] of value.entries)
      yield* usesOf(item, [...path, key], [...around, value]);
}

function isInside(scope: Scope, resource: ResourceInCode, path: PropertyPath): boolean {
  return (
    resource.root === scope.resource.root &&
    resource.address === scope.resource.address &&
    scope.base.every((step, index) => path[index] === step)
  );
}

/** Protocol and ports as one text, to tell rules for other traffic apart. */
function traffic(rule: Value, fields: RuleFields): string | null {
  if (rule.kind !== 'map' || !rule.entries.has(fields.protocol)) return null;
  return [fields.protocol, fields.from, fields.to]
    .map((field) => rule.entries.get(field))
    .map((value) =>
      value !== undefined && 'value' in value ? String(value.value) : (value?.kind ?? ''),
    )
    .join(' ');
}

function sameOrigin(one: Origin, other: Origin): boolean {
  return (
    one.path === other.path &&
    one.range.start === other.range.start &&
    one.range.end === other.range.end
  );
}

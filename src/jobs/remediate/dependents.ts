import type { Code, EvaluationContext } from '../../model/language.ts';
import type { ResourceInCode } from '../../model/resource.ts';
import type { Value } from '../../model/value.ts';

/** The resources of the same root that refer to this one: what replaces it may replace them, too. */
export function dependentsOf(
  resource: ResourceInCode,
  code: Code,
  context: EvaluationContext,
): readonly ResourceInCode[] {
  return code
    .rootResources(resource.root, context)
    .filter(
      (other) => other.address !== resource.address && refersTo(other.properties, resource.address),
    );
}

function refersTo(value: Value, address: string): boolean {
  if (value.reference?.address === address) return true;
  if (value.kind === 'list') return value.items.some((item) => refersTo(item, address));
  if (value.kind === 'map')
    return [...value.entries.values()].some((entry) => refersTo(entry, address));
  return false;
}

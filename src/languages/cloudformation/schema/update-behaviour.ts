import type { UpdateBehaviour } from '../../../model/language.ts';
import type { ResourceInCode } from '../../../model/resource.ts';
import type { PropertyPath } from '../../../model/value.ts';
import { physicalNameOf } from '../resources/physical-names.ts';
import { isStateful, type SpecifiedUpdate, schemaAt, schemaSource } from './schema.ts';
import data from './update-corrections.data.json' with { type: 'json' };

/**
 * What an update of a property does: the corrections first, then the specification. The strictest
 * step of the path decides: a property may replace although something inside of it says nothing.
 */
export function updateBehaviour(resource: ResourceInCode, path: PropertyPath): UpdateBehaviour {
  const names = path.filter((step) => typeof step === 'string');
  const corrected = data.corrections.find(
    ({ type, properties }) => type === resource.type && properties.includes(names[0] ?? ''),
  );
  if (corrected !== undefined) {
    const { behaviour, detail, page } = corrected;
    return withName(resource, withLoss(resource, behaviourOf(behaviour), detail, page));
  }
  const specified = strictest(
    names.map((_, end) => specifiedAt(resource.type, names.slice(0, end + 1))),
  );
  const { update, detail } = fromSpecification(specified, resource);
  return withName(resource, withLoss(resource, update, detail, schemaSource));
}

function specifiedAt(type: string, names: readonly string[]): SpecifiedUpdate {
  return schemaAt(type, names)?.update ?? 'unknown';
}

function strictest(steps: readonly SpecifiedUpdate[]): SpecifiedUpdate {
  if (steps.includes('replaces')) return 'replaces';
  if (steps.includes('conditional')) return 'conditional';
  // Inside of a property that does not replace, silence about a detail is still silence.
  return steps.at(-1) ?? 'unknown';
}

function fromSpecification(
  specified: SpecifiedUpdate,
  resource: ResourceInCode,
): Pick<UpdateBehaviour, 'update' | 'detail'> {
  if (specified === 'replaces') {
    return {
      update: 'replaces',
      detail: `CloudFormation makes a new resource; ${afterwards(resource)}`,
    };
  }
  if (specified === 'conditional') {
    return {
      update: 'conditional',
      detail: `whether CloudFormation replaces the resource depends on the change; if it does, ${afterwards(resource)}`,
    };
  }
  if (specified === 'does-not-replace') {
    return {
      update: 'in-place',
      detail: 'CloudFormation updates the resource without replacing it',
    };
  }
  return {
    update: 'unknown',
    detail: 'the resource specification does not say what this update does',
  };
}

/** The old resource after a replacement, by `UpdateReplacePolicy`. */
function afterwards(resource: ResourceInCode): string {
  if (resource.onReplace === 'retain')
    return 'the old one is kept, outside of the stack (UpdateReplacePolicy)';
  if (resource.onReplace === 'snapshot')
    return 'of the old one a snapshot is kept (UpdateReplacePolicy)';
  return 'the old one is deleted with what it holds';
}

function withLoss(
  resource: ResourceInCode,
  update: UpdateBehaviour['update'],
  detail: string,
  source: string,
): UpdateBehaviour {
  const mayReplace = update === 'replaces' || update === 'conditional';
  const isKept = resource.onReplace === 'retain' || resource.onReplace === 'snapshot';
  if (update === 'unknown') return { update, detail, dataLoss: null, source };
  const holds = mayReplace ? holdsData(resource.type) : false;
  if (isKept && holds !== false) {
    return { update, detail, dataLoss: false, startsEmpty: true, source };
  }
  return { update, detail, dataLoss: holds, source };
}

/** Whether deleting a resource of this type loses data; null when the type is not known. */
function holdsData(type: string): boolean | null {
  return data.holdsData.types.includes(type) || isStateful(type);
}

/** CloudFormation makes the new resource before it deletes the old one: two of one name cannot be. */
function withName(resource: ResourceInCode, behaviour: UpdateBehaviour): UpdateBehaviour {
  const name = physicalNameOf(resource.type);
  if (behaviour.update !== 'replaces' || name === null || name.isRevised) return behaviour;
  const { property } = name;
  if (!resource.properties.entries.has(property)) return behaviour;
  return {
    update: 'update-fails',
    detail: `it would replace the resource, and that fails while ${property} stays the same`,
    dataLoss: false,
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-name.html',
  };
}

function behaviourOf(text: string): UpdateBehaviour['update'] {
  const known = ['in-place', 'restart', 'replaces', 'conditional', 'update-fails'] as const;
  return known.find((behaviour) => behaviour === text) ?? 'unknown';
}

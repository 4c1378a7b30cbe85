import type { EvaluationContext } from '../../../model/language.ts';
import type { ResourceInCode } from '../../../model/resource.ts';
import type { MapValue, Value } from '../../../model/value.ts';
import type { Deployment } from '../deployments/deployment.ts';
import { conditionHolds } from '../evaluate/conditions.ts';
import { evaluate } from '../evaluate/evaluate.ts';
import { MAX_CALLS, type Scope } from '../evaluate/scope.ts';
import { unknown } from '../evaluate/values.ts';
import { coerce } from '../schema/coerce.ts';
import { schemaOf } from '../schema/schema.ts';
import { lineAt } from '../syntax/lines.ts';
import { child, scalarText } from '../syntax/node.ts';
import type { ResourceNode, Template } from '../template.ts';
import { cloudTypesOf } from './cloud-types.ts';
import { withGlobals } from './globals.ts';
import { identitiesOf } from './identities.ts';
import { lockOf } from './locked.ts';
import { stackNamesOf } from './stack-names.ts';
import { tagsOf } from './tags.ts';

/** The scope in which a resource's properties are evaluated. */
export function scopeOf(
  template: Template,
  resource: ResourceNode,
  deployments: readonly Deployment[],
  context: EvaluationContext,
): Scope {
  return {
    template,
    context,
    deployments,
    defaults: 'assume',
    given: resource.condition,
    path: template.path,
    layer: 'resource',
    label: `resource ${resource.logicalId}`,
    resolving: new Set(),
    budget: { calls: MAX_CALLS },
  };
}

/** A template's resources of these types (null for every type); one whose condition is known to be false is not made. */
export function resourcesOf(
  template: Template,
  types: ReadonlySet<string> | null,
  deployments: readonly Deployment[],
  context: EvaluationContext,
): readonly ResourceInCode[] {
  return [...template.resources.values()]
    .filter((resource) => types?.has(resource.type) ?? true)
    .flatMap((resource) => instanceOf(resource, scopeOf(template, resource, deployments, context)));
}

function instanceOf(resource: ResourceNode, scope: Scope): readonly ResourceInCode[] {
  const { template, deployments } = scope;
  const { condition, logicalId, type, pair } = resource;
  const exists =
    condition === null || conditionHolds(condition, { ...scope, given: null }, evaluate);
  if (exists === false) return [];
  const properties = propertiesOf(resource, scope);
  const { text } = template.document;
  const onReplace = scalarText(child(resource.node, 'UpdateReplacePolicy'));
  return [
    {
      language: 'cloudformation',
      type,
      cloudTypes: cloudTypesOf(type),
      address: logicalId,
      root: template.path,
      path: template.path,
      range: pair.range,
      line: lineAt(text, pair.range.start),
      endLine: lineAt(text, pair.range.end),
      properties,
      tags: tagsOf(properties, deployments),
      identities: identitiesOf(resource, scope),
      placement: {
        region: regionOf(deployments),
        accounts: null,
        label: 'a template does not say where its stack is made',
      },
      counted: exists === true && resource.loop === null,
      ignored: [],
      locked: lockOf(resource, template),
      onReplace:
        onReplace === 'Retain' ? 'retain' : onReplace === 'Snapshot' ? 'snapshot' : 'delete',
      stackNames: stackNamesOf(template.path, deployments),
      siblings: [],
    },
  ];
}

function propertiesOf(resource: ResourceNode, scope: Scope): MapValue {
  const value = resource.properties === null ? undefined : evaluate(resource.properties, scope);
  const written: MapValue =
    value?.kind === 'map'
      ? value
      : { kind: 'map', entries: new Map(), origin: null, complete: value?.kind !== 'unknown' };
  const all = withGlobals(written, resource.type, scope);
  const coerced = coerce(all, schemaOf(resource.type));
  return coerced.kind === 'map' ? coerced : all;
}

function regionOf(deployments: readonly Deployment[]): Value {
  const regions = new Set(deployments.map((deployment) => deployment.region));
  const [only = null] = regions;
  return regions.size === 1 && only !== null
    ? { kind: 'string', value: only, origin: null }
    : unknown('the region is chosen at deployment');
}

import type { Identity } from '../../../model/resource.ts';
import type { Value } from '../../../model/value.ts';
import { evaluate } from '../evaluate/evaluate.ts';
import type { Scope } from '../evaluate/scope.ts';
import { textOf } from '../evaluate/values.ts';
import { child } from '../syntax/node.ts';
import type { ResourceNode } from '../template.ts';
import { generatedName, physicalNameOf } from './physical-names.ts';

/**
 * What a resource may be called: in each known deployment, and, where parameters have only defaults,
 * as far as the name does not depend on them.
 */
export function identitiesOf(resource: ResourceNode, scope: Scope): readonly Identity[] {
  const naming = physicalNameOf(resource.type);
  if (naming === null) return [];
  const scopes: readonly Scope[] = [
    ...scope.deployments.map((deployment) => ({ ...scope, deployments: [deployment] })),
    ...(scope.deployments.length === 0 ? [scope] : []),
    { ...scope, defaults: 'open' },
  ];
  const node = child(resource.properties, naming.property);
  const found = new Map<string, Value>();
  for (const each of scopes) {
    const written = node === null ? undefined : evaluate(node, each);
    const value = written?.kind === 'null' ? undefined : written;
    const name = value ?? generated(resource.logicalId, naming.generated, each);
    if (name !== null && says(name)) found.set(key(name), name);
  }
  return [...found.values()].map((value) => ({ attribute: naming.property, kind: 'name', value }));
}

function generated(
  logicalId: string,
  rule: { readonly max: number; readonly lower: boolean } | null,
  scope: Scope,
): Value | null {
  const [only] = scope.deployments.length === 1 ? scope.deployments : [];
  return rule === null ? null : generatedName(logicalId, only?.stackName ?? null, rule);
}

/** Whether a value tells anything about the name. */
function says(value: Value): boolean {
  if (value.kind !== 'unknown') return value.kind === 'string' || value.kind === 'number';
  return value.pattern?.some((part) => part !== null) ?? false;
}

function key(value: Value): string {
  return JSON.stringify(value.kind === 'unknown' ? value.pattern : textOf(value));
}

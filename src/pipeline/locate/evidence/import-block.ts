import type { CloudResource } from '../../../model/finding.ts';
import type { ResourceInCode } from '../../../model/resource.ts';
import { type Claim, points } from '../claim.ts';

/** An `import` block says by which id a resource that existed before came under an address. */
export function importEvidence(cloud: CloudResource, resource: ResourceInCode): Claim | null {
  if (cloud.type !== null && !resource.cloudTypes.includes(cloud.type)) return null;
  const ids = new Set([cloud.id, ...cloud.names]);
  const imported = (resource.imported ?? []).find(
    (value) => value.kind === 'string' && ids.has(value.value),
  );
  if (imported === undefined) return null;
  return {
    resource,
    kind: 'import-block',
    points: points.importBlock,
    detail: 'an import block takes the resource over under this address',
  };
}

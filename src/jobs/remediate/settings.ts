import type { Finding } from '../../model/finding.ts';
import type { SettingDifference } from '../../model/outcome.ts';
import type { ResourceInCode } from '../../model/resource.ts';
import type { Value } from '../../model/value.ts';
import { typesRead } from '../../pipeline/fix/index.ts';
import { differencesOf } from '../../pipeline/follow-up/differences.ts';
import type { RootCause } from './root-cause.ts';
import { codeOf, type Workshop } from './workshop.ts';

/** In what the source saw the resource otherwise than its code says: for a finding whose code is right. */
export function differencesFrom(
  workshop: Workshop,
  { resources, templates, context }: RootCause,
  finding: Finding,
): readonly SettingDifference[] {
  const [resource] = resources;
  if (resource === undefined) return [];
  const types = templates.flatMap(({ template }) => typesRead(template, resource.language));
  const companions = codeOf(workshop, resource.language)
    .resources({ types: types.filter((type) => type !== resource.type), context })
    .filter((each) => each.root === resource.root && refersTo(each, resource));
  const settings = [resource, ...companions].map(({ properties }) => properties);
  return differencesOf(settings, finding.resource.details);
}

function refersTo({ properties }: ResourceInCode, { address }: ResourceInCode): boolean {
  const isReference = ({ reference }: Value) => reference?.address === address;
  return [...properties.entries.values()].some(isReference);
}

import type { Placement } from '../../../model/resource.ts';
import type { Value } from '../../../model/value.ts';
import { Budget } from '../evaluate/budget.ts';
import { toStringValue } from '../evaluate/convert.ts';
import { Text } from '../evaluate/text.ts';

/**
 * The ARN that a resource will have, from a form such as `arn:{partition}:iam::{account}:role{path|/}{name}`.
 * What the code does not determine is a hole. Null when an argument that the form needs is not written.
 */
export function arnOf(
  form: string,
  properties: ReadonlyMap<string, Value>,
  placement: Placement,
): Value | null {
  const text = new Text(new Budget());
  for (const [piece, name, standard] of form.matchAll(/\{(\w+)(?:\|([^}]*))?\}|\?|[^{?]+/g)) {
    if (piece === '?') text.addHole('AWS makes up a part of the ARN');
    else if (name === undefined) text.add(piece);
    else if (isPlace(name)) addPlace(text, name, placement);
    else {
      const written = properties.get(name);
      const value = written === undefined || written.kind === 'null' ? null : written;
      if (value !== null) text.addValue(toStringValue(value));
      else if (standard !== undefined) text.add(standard);
      else return null;
    }
  }
  return text.value(null);
}

type PlaceName = 'partition' | 'region' | 'account';

function isPlace(name: string): name is PlaceName {
  return name === 'partition' || name === 'region' || name === 'account';
}

function addPlace(text: Text, name: PlaceName, { region, accounts }: Placement): void {
  const known = region.kind === 'string' ? region.value : null;
  const [account, another] = accounts ?? [];
  const part =
    name === 'region'
      ? known
      : name === 'partition'
        ? known && partitionOf(known)
        : another === undefined
          ? account
          : null;
  if (part === null || part === undefined) text.addHole(`the code does not say the ${name}`);
  else text.add(part);
}

/** The partition that a region belongs to, by its prefix. */
function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

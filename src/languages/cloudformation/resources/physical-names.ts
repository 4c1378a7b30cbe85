import type { Value } from '../../../model/value.ts';
import { unknown } from '../evaluate/values.ts';
import data from './physical-names.data.json' with { type: 'json' };

/** How resources of a type get their name. */
export interface PhysicalName {
  readonly property: string;
  /** Whether `Ref` returns the name. */
  readonly isRef: boolean;
  /** Whether a replacement is a new revision under the same name. */
  readonly isRevised: boolean;
  readonly generated: { readonly max: number; readonly lower: boolean } | null;
}

interface Row {
  readonly property: string;
  readonly ref?: boolean;
  readonly revised?: boolean;
  readonly generated?: { readonly max: number; readonly lower?: boolean };
}

const names: ReadonlyMap<string, PhysicalName> = new Map(
  Object.entries<Row>(data.types).map(([type, { property, ref, revised, generated }]) => [
    type,
    {
      property,
      isRef: ref === true,
      isRevised: revised === true,
      generated:
        generated === undefined ? null : { max: generated.max, lower: generated.lower === true },
    },
  ]),
);

/** How resources of this type get their name; null when they have none, or it is not known. */
export function physicalNameOf(type: string): PhysicalName | null {
  return names.get(type) ?? null;
}

// A logical id keeps at least this much of itself in a name that had to be cut. Observed, not
// documented: names of up to 32 characters keep five, longer ones 24.
const KEPT_OF_SHORT = 5;
const KEPT_OF_LONG = 24;
/** `-` and 12 or 13 characters that nobody can know. */
const RANDOM_LENGTH = 14;

/** `stack-LogicalId-RANDOM` as a pattern, in the case and as far as the type keeps it. */
export function generatedName(
  logicalId: string,
  stackName: string | null,
  { max, lower }: { readonly max: number; readonly lower: boolean },
): Value {
  const cased = (text: string) => (lower ? text.toLowerCase() : text);
  const reason = 'CloudFormation makes the name from those of the stack and the resource';
  const whole = stackName === null ? null : `${stackName}-${logicalId}-`;
  if (whole !== null && whole.length + RANDOM_LENGTH <= max) {
    return { ...unknown(reason), pattern: [cased(whole), null] };
  }
  const kept = max <= 32 ? KEPT_OF_SHORT : KEPT_OF_LONG;
  const part = logicalId.length <= kept ? `-${logicalId}-` : `-${logicalId.slice(0, kept)}`;
  return { ...unknown(reason), pattern: [null, cased(part), null] };
}

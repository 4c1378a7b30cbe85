import { toBooleanValue, toNumberValue, toStringValue } from '../convert.ts';
import { booleanValue, failureIn, unknownReason, unknownValue } from '../values.ts';
import { define, type FunctionGroup } from './function.ts';

/** Conversions between types, and marks. The value stays where it is decided. */
export const conversionFunctions: FunctionGroup = {
  tostring: define(['any'], (_, value) => toStringValue(value)),
  tonumber: define(['any'], (_, value) => toNumberValue(value)),
  tobool: define(['any'], (_, value) => toBooleanValue(value)),
  sensitive: define(['any'], (_, value) => ({ ...value, sensitive: true })),
  nonsensitive: define(['any'], (_, value) => ({ ...value, sensitive: false })),
  /** Whether the argument works. What is not known may or may not. */
  can: define(['any'], (call, value) => {
    if (failureIn(value) !== null) return booleanValue(false, call.origin);
    const reason = unknownReason(value);
    return reason === null ? booleanValue(true, call.origin) : unknownValue(reason, call.origin);
  }),
};

import type { ListValue, MapValue, Origin, Value } from '../../../../model/value.ts';
import { toBooleanValue, toNumberValue, toStringValue } from '../convert.ts';
import type { Scope } from '../scope.ts';
import { failedValue, isFailed, unknownValue } from '../values.ts';

/** One call of a function. */
export interface Call {
  readonly name: string;
  /** The whole call: the origin of a computed result. */
  readonly origin: Origin;
  readonly scope: Scope;
}

/** A function of Terraform's language over values that may be unknown. */
export type TerraformFunction = (args: readonly Value[], call: Call) => Value;

/** A group of functions by name. */
export type FunctionGroup = Readonly<Record<string, TerraformFunction>>;

/** What a parameter takes; with `?` it may be left out, with `...` it takes all that follow. */
export interface Kinds {
  string: string;
  number: number;
  boolean: boolean;
  list: ListValue;
  map: MapValue;
  any: Value;
  'string?': string | undefined;
  'number?': number | undefined;
  'any?': Value | undefined;
}

type Arguments<K extends readonly (keyof Kinds)[]> = { -readonly [I in keyof K]: Kinds[K[I]] };

/**
 * A function with fixed parameters. Arguments are converted as Terraform does; an unknown one makes
 * the result unknown, except for `any`, where the function itself looks.
 */
export function define<const K extends readonly (keyof Kinds)[]>(
  kinds: K,
  run: (call: Call, ...args: Arguments<K>) => Value,
): TerraformFunction {
  return (args, call) => {
    const required = kinds.filter((kind) => !kind.endsWith('?')).length;
    if (args.length < required || args.length > kinds.length) {
      return failedValue(`${call.name}() takes ${kinds.length} arguments`, call.origin);
    }
    const converted: unknown[] = [];
    for (const [index, arg] of args.entries()) {
      const result = convert(arg, kinds[index] ?? 'any');
      if ('missing' in result) return { ...result.missing, origin: call.origin };
      converted.push(result.argument);
    }
    // Each element was converted to what its kind says: the one place where the compiler has to be told.
    return run(call, ...(converted as unknown as Arguments<K>));
  };
}

/** A function that takes any number of arguments of one kind. */
export function variadic<K extends 'string' | 'number' | 'list' | 'map' | 'any'>(
  kind: K,
  run: (call: Call, args: readonly Kinds[K][]) => Value,
): TerraformFunction {
  return (args, call) => {
    const converted: Kinds[K][] = [];
    for (const arg of args) {
      const result = convert(arg, kind);
      if ('missing' in result) return { ...result.missing, origin: call.origin };
      converted.push(result.argument as Kinds[K]);
    }
    return run(call, converted);
  };
}

type Converted =
  | { readonly argument: Kinds[keyof Kinds] }
  | { readonly missing: Value & { readonly kind: 'unknown' } };

function convert(arg: Value, kind: keyof Kinds): Converted {
  if (kind === 'any' || kind === 'any?') return { argument: arg };
  const value = convertValue(arg, kind);
  if (value.kind === 'unknown') return { missing: isFailed(value) ? value : plain(value.reason) };
  if (value.kind === 'string' || value.kind === 'number' || value.kind === 'boolean') {
    return { argument: value.value };
  }
  if (value.kind === 'null') return { missing: failedValue('an argument is null', null) };
  return value.complete === false
    ? { missing: plain('not all elements of an argument are known') }
    : { argument: value };
}

function plain(reason: string) {
  return unknownValue(reason, null);
}

function convertValue(arg: Value, kind: Exclude<keyof Kinds, 'any' | 'any?'>): Value {
  switch (kind) {
    case 'string':
    case 'string?':
      return toStringValue(arg);
    case 'number':
    case 'number?':
      return toNumberValue(arg);
    case 'boolean':
      return toBooleanValue(arg);
    case 'list':
    case 'map':
      if (arg.kind === kind || arg.kind === 'unknown') return arg;
      return failedValue(`a ${kind} is required`, null);
  }
}

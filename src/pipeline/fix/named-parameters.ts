/** A parameter that a template names, and where. */
export interface NamedParameter {
  readonly path: readonly (string | number)[];
  readonly name: string;
}

/** Every `parameter: name` in plain data. */
export function namedParameters(
  value: unknown,
  path: readonly (string | number)[] = [],
): readonly NamedParameter[] {
  if (typeof value !== 'object' || value === null) return [];
  const steps = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return steps.flatMap(([step, inner]) =>
    step === 'parameter' && typeof inner === 'string'
      ? [{ path: [...path, step], name: inner }]
      : namedParameters(inner, [...path, step]),
  );
}

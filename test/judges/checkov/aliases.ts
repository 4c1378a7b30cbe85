import data from '../../../src/model/controls.data.json' with { type: 'json' };

const checkov: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(data.checks.checkov),
);

/** The controls that a check of Checkov's means, or about means: none for most of its checks. */
export function controlsOf(check: string): readonly string[] {
  return checkov.get(check) ?? [];
}

/** The checks that mean one of these controls. */
export function checksOf(controls: readonly string[]): readonly string[] {
  return [...checkov].flatMap(([check, of]) =>
    of.some((control) => controls.includes(control)) ? [check] : [],
  );
}

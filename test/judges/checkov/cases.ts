import type { LanguageId } from '../../../src/model/resource.ts';
import type { CheckovVerdict } from './run.ts';

/**
 * What Checkov thinks of a case: it failed `before` and no more (`clears`); it fails as well `after` on fewer resources or
 * checks (`clears-some`) or on all (`still-fails`); it saw nothing to complain of in `before` (`sees-nothing`); it has no
 * check for the controls (`no-check`). For code that is right from the start: `agrees` or `still-fails`.
 */
export type CaseVerdict =
  | 'clears'
  | 'clears-some'
  | 'still-fails'
  | 'sees-nothing'
  | 'no-check'
  | 'agrees';

export interface JudgedCase {
  readonly template: string;
  readonly language: LanguageId;
  readonly name: string;
  readonly verdict: CaseVerdict;
  /** Checks of the template's controls that fail in the right code. */
  readonly failing: readonly string[];
  /** Checks of anything that fail in `after` on a resource that they did not complain of in `before`. */
  readonly broken: readonly string[];
}

interface Sides {
  readonly before: CheckovVerdict[];
  readonly after: CheckovVerdict[];
}

const place = /^([^/]+)\/cases\/([^/]+)\/([^/]+)\/(before|after)\//;

/**
 * Judges every case of a language that Checkov has read in `templates/`. `checks`: those that mean a control of the template.
 * `outcome`: what the case expects; only `fixed` and `already-fixed` have right code to judge.
 */
export function judgeCases(
  language: LanguageId,
  verdicts: readonly CheckovVerdict[],
  checks: (template: string) => readonly string[],
  outcome: (template: string, name: string) => string,
): readonly JudgedCase[] {
  const cases = new Map<string, Sides>();
  for (const verdict of verdicts) {
    const [, template, of, name, side] = place.exec(verdict.file) ?? [];
    if (of !== language || side === undefined) continue;
    const key = `${template}/${name}`;
    const sides = cases.get(key) ?? { before: [], after: [] };
    cases.set(key, sides);
    sides[side === 'before' ? 'before' : 'after'].push(verdict);
  }
  return [...cases].sort(byKey).flatMap(([key, { before, after }]) => {
    const [template = '', name = ''] = key.split('/');
    const expected = outcome(template, name);
    if (expected !== 'fixed' && expected !== 'already-fixed') return [];
    const own = new Set(checks(template));
    const fails = (side: readonly CheckovVerdict[]) =>
      side.filter(({ failed, check }) => failed && own.has(check));
    const fixed = expected === 'fixed';
    const right = fixed ? fails(after) : fails(before);
    const verdict =
      own.size === 0 ? 'no-check' : fixed ? change(fails(before), right) : agreement(right);
    return {
      template,
      language,
      name,
      verdict,
      failing: unique(right),
      broken: fixed ? unique(newlyFailing(before, after)) : [],
    };
  });
}

function change(before: readonly CheckovVerdict[], after: readonly CheckovVerdict[]): CaseVerdict {
  if (after.length === 0) return before.length === 0 ? 'sees-nothing' : 'clears';
  return after.length < before.length ? 'clears-some' : 'still-fails';
}

function agreement(failing: readonly CheckovVerdict[]): CaseVerdict {
  return failing.length === 0 ? 'agrees' : 'still-fails';
}

function newlyFailing(before: readonly CheckovVerdict[], after: readonly CheckovVerdict[]) {
  const known = new Set(before.map(({ address }) => address));
  const failed = new Set(before.filter((each) => each.failed).map(identity));
  return after.filter(
    (each) => each.failed && known.has(each.address) && !failed.has(identity(each)),
  );
}

function identity({ check, address }: CheckovVerdict): string {
  return `${check} ${address}`;
}

function unique(verdicts: readonly CheckovVerdict[]): readonly string[] {
  return [...new Set(verdicts.map(({ check }) => check))].sort();
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}

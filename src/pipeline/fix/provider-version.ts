import { z } from 'zod';
import { failed } from '../../foundation/result.ts';
import type { Examination, Scope, Truth } from './scope.ts';

/** Versions from `from` on, up to but not including `to`; null where there is no end. */
export interface VersionRange {
  readonly from: readonly number[];
  readonly to: readonly number[] | null;
}

const everything: VersionRange = { from: [0], to: null };

/** Reads a version constraint as Terraform writes it: `>= 4.0, < 6.0`, `~> 5.1`; null when it is none. `!=` is left out. */
export function parseVersions(text: string): VersionRange | null {
  let range = everything;
  for (const part of text.split(',')) {
    const [, operator = '=', version] =
      /^\s*(=|!=|>=|<=|>|<|~>)?\s*v?(\d+(?:\.\d+){0,3})(?:-[\w.]+)?\s*$/.exec(part) ?? [];
    if (version === undefined) return null;
    range = intersection(range, rangeOf(operator, version.split('.').map(Number)));
  }
  return range;
}

/** The form of a template's `provider:`. */
export const versionsSchema = z
  .string()
  .refine(
    (text) => parseVersions(text) !== null,
    'version constraints are expected: ">= 4.0, < 6.0"',
  );

/** Whether the provider that makes the scope's resource is one of these versions. */
export function hasProvider(scope: Scope, wanted: string): Truth {
  const pinned = parseVersions(scope.subject.resource.providerVersion ?? '') ?? everything;
  const asked = parseVersions(wanted) ?? everything;
  const common = intersection(pinned, asked);
  if (common.to !== null && compare(common.from, common.to) >= 0) return 'no';
  return compare(common.from, pinned.from) === 0 && sameEnd(common.to, pinned.to)
    ? 'yes'
    : 'unknown';
}

/** The same finding; mending it is refused where the provider is too old (or too new) to know the argument. */
export function forProvider(
  examination: Examination,
  scope: Scope,
  wanted: string | undefined,
): Examination {
  if (wanted === undefined || examination.state === 'met' || hasProvider(scope, wanted) !== 'no')
    return examination;
  const pinned = scope.subject.resource.providerVersion ?? '';
  return {
    ...examination,
    mend: () =>
      failed({
        reason: `The fix needs version ${wanted} of the AWS provider, and the code pins ${pinned}: upgrade the provider first.`,
      }),
  };
}

function rangeOf(operator: string, version: readonly number[]): VersionRange {
  switch (operator) {
    case '>=':
      return { from: version, to: null };
    case '>':
      return { from: next(version, 3), to: null };
    case '<':
      return { from: [0], to: version };
    case '<=':
      return { from: [0], to: next(version, 3) };
    case '~>':
      return { from: version, to: next(version, Math.max(version.length - 1, 1)) };
    case '!=':
      return everything;
    default:
      return { from: version, to: next(version, 3) };
  }
}

/** The version after it, counted up in place `length`: (5.1.2, 2) → 5.2. */
function next(version: readonly number[], length: number): readonly number[] {
  const padded = Array.from({ length }, (_, at) => version[at] ?? 0);
  return padded.map((part, at) => (at === length - 1 ? part + 1 : part));
}

function intersection(one: VersionRange, other: VersionRange): VersionRange {
  const from = compare(one.from, other.from) >= 0 ? one.from : other.from;
  if (one.to === null || other.to === null) return { from, to: one.to ?? other.to };
  return { from, to: compare(one.to, other.to) <= 0 ? one.to : other.to };
}

function sameEnd(one: readonly number[] | null, other: readonly number[] | null): boolean {
  return one === null || other === null ? one === other : compare(one, other) === 0;
}

function compare(one: readonly number[], other: readonly number[]): number {
  for (let at = 0; at < Math.max(one.length, other.length); at++) {
    const difference = (one[at] ?? 0) - (other[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

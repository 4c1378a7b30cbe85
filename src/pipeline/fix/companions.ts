import type { ResourceInCode } from '../../model/resource.ts';
import type { Value } from '../../model/value.ts';
import { equalTo, some } from './compare.ts';
import { elements, lookup, parsePath } from './lookup.ts';
import { type Argument, below, type Condition, type Scope, type Truth, within } from './scope.ts';

/** How a companion names its resource: the companion's argument (`a`, or `a[]` for an element of a list) → the resource's attribute it refers to. */
export type Link = Readonly<Record<string, string>>;

/** The companion's type, and its arguments that a link names. */
export function linkArguments(type: string, link: Link): readonly Argument[] {
  const companion = { type, path: [] };
  const named = Object.keys(link).map((argument) =>
    below(companion, parsePath(withoutBrackets(argument))),
  );
  return [companion, ...named];
}

/** Resources of a type that belong to the scope's resource, surely or perhaps. */
export interface Companions {
  readonly linked: readonly ResourceInCode[];
  readonly possible: readonly ResourceInCode[];
}

/** Finds the companions of the scope's resource. */
export function companionsOf(
  scope: Scope,
  type: string,
  link: Link,
  where: Condition | null = null,
): Companions {
  const { resource } = scope;
  const linked: ResourceInCode[] = [];
  const possible: ResourceInCode[] = [];
  for (const candidate of candidatesFor(scope, type, link)) {
    const belongs = belongsTo(candidate, resource, link);
    if (belongs === 'no') continue;
    const fits = where === null ? 'yes' : where.holds(within(scope, candidate)).truth;
    if (fits === 'no') continue;
    if (belongs === 'yes' && fits === 'yes') linked.push(candidate);
    else possible.push(candidate);
  }
  return { linked, possible };
}

/** Those in the same root, and those elsewhere that write the resource's name. */
function candidatesFor(scope: Scope, type: string, link: Link): ReadonlySet<ResourceInCode> {
  const { index, resource } = scope;
  const names = resource.identities.flatMap(({ kind, value }) =>
    kind !== 'prefix' && value.kind === 'string' ? [value.value] : [],
  );
  return new Set([
    ...index.inRoot(type, resource.root),
    ...Object.keys(link).flatMap((argument) =>
      names.flatMap((name) => index.withText(type, argument, name)),
    ),
  ]);
}

/** Whether a companion's linking arguments name the resource, by reference or by its evaluated name. */
export function belongsTo(candidate: ResourceInCode, resource: ResourceInCode, link: Link): Truth {
  if (isElsewhere(candidate, resource)) return 'no';
  let answer: Truth = 'yes';
  for (const argument of Object.keys(link)) {
    const names = isOfList(argument)
      ? isListed(candidate, argument, resource)
      : isNamed(candidate, argument, resource);
    if (names === 'no') return 'no';
    if (names === 'unknown') answer = 'unknown';
  }
  return answer === 'unknown' && candidate.root !== resource.root ? 'no' : answer;
}

/** Whether the code makes the two in different accounts: one of the same name there is another. */
function isElsewhere(candidate: ResourceInCode, resource: ResourceInCode): boolean {
  const [a, b] = [candidate.placement.accounts, resource.placement.accounts];
  return a !== null && b !== null && !a.some((account) => b.includes(account));
}

function isNamed(candidate: ResourceInCode, argument: string, resource: ResourceInCode): Truth {
  const found = lookup(candidate.properties, parsePath(argument));
  if (found.kind === 'absent') return 'no';
  return found.kind === 'unknown' ? 'unknown' : namesResource(found.value, candidate, resource);
}

function isListed(candidate: ResourceInCode, argument: string, resource: ResourceInCode): Truth {
  const found = lookup(candidate.properties, parsePath(withoutBrackets(argument)));
  const { items, more } = elements(found);
  const truths = items.map(({ value }) => namesResource(value, candidate, resource));
  return some([...truths, ...(more === null ? [] : (['unknown'] as const))]);
}

/** Whether a link's argument is an element of a list: `resources[]`. */
export function isOfList(argument: string): boolean {
  return argument.endsWith('[]');
}

/** The argument itself: `resources[]` → `resources`. */
export function withoutBrackets(argument: string): string {
  return isOfList(argument) ? argument.slice(0, -2) : argument;
}

/** Whether a value names the resource. `user` is the resource in whose code the value stands. */
export function namesResource(value: Value, user: ResourceInCode, resource: ResourceInCode): Truth {
  const { reference } = value;
  if (reference !== undefined && user.root === resource.root) {
    if (reference.address === resource.address) return 'yes';
    if (reference.address === withoutKey(resource.address)) return 'unknown';
    if (value.kind === 'unknown') return 'no';
  }
  if (value.kind === 'unknown' && value.pattern === undefined)
    return user.root === resource.root ? 'unknown' : 'no';
  const names = resource.identities.filter((identity) => identity.kind !== 'prefix');
  let answer: Truth =
    names.some((name) => name.value.kind === 'unknown') && value.kind === 'unknown'
      ? 'unknown'
      : 'no';
  for (const name of names) {
    if (name.value.kind !== 'string') continue;
    const equal = equalTo(value, name.value.value);
    if (equal === 'yes') return 'yes';
    if (equal === 'unknown') answer = 'unknown';
  }
  return answer;
}

/** An address without the key of its last part: `module.a["x"].aws_s3_bucket.b[0]` → `module.a["x"].aws_s3_bucket.b`. */
function withoutKey(address: string): string {
  return address.endsWith(']') ? address.slice(0, address.lastIndexOf('[')) : address;
}

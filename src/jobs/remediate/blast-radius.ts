import type { ResourceInCode } from '../../model/resource.ts';
import { rootName } from '../../model/root.ts';

/** What else the edited place decides, as a note. Siblings are told of by the edit itself. */
export function blastRadius(
  changed: readonly ResourceInCode[],
  { root, siblings }: ResourceInCode,
): string[] {
  const others = changed.filter((one) => one.root !== root || !siblings.includes(one.address));
  if (others.length === 0) return [];
  return [`The same place also decides ${listed(others, root)}: they change too.`];
}

/** What changes, or is replaced, with a resource that is replaced, as a note. */
export function alongside(
  dependents: readonly ResourceInCode[],
  { root }: ResourceInCode,
): string[] {
  if (dependents.length === 0) return [];
  return [
    `What refers to the replaced resource changes with it, or is replaced too: ${listed(dependents, root)}.`,
  ];
}

/** Addresses, with the root module where it is another than `home`. */
function listed(resources: readonly ResourceInCode[], home: string): string {
  const named = resources
    .slice(0, 10)
    .map(({ address, root }) => (root === home ? address : `${address} in ${rootName(root)}`));
  const rest = resources.length - named.length;
  return `${named.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

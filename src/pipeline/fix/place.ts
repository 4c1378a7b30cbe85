import type { ResourceInCode } from '../../model/resource.ts';
import type { Place, SourceTree } from '../../model/source.ts';
import type { PropertyPath, Value } from '../../model/value.ts';

/** Where a property is decided; the resource's own block where it is not written or no single place decides it. */
export function placeOf(resource: ResourceInCode, path: PropertyPath, tree: SourceTree): Place {
  const origin = nearest(resource.properties, path);
  const source = origin === null ? null : tree.read(origin.path);
  if (origin === null || !source?.ok)
    return { path: resource.path, line: resource.line, column: 1 };
  const before = source.text.slice(0, origin.start);
  const lineStart = before.lastIndexOf('\n') + 1;
  return {
    path: origin.path,
    line: before.split('\n').length,
    column: origin.start - lineStart + 1,
  };
}

/** The origin of the value at the path, or of the nearest one around it. */
function nearest(root: Value, path: PropertyPath): { path: string; start: number } | null {
  let value: Value | undefined = root;
  let found: { path: string; start: number } | null = null;
  for (const step of [...path, null]) {
    if (value === undefined) break;
    if (value.origin !== null) found = { path: value.origin.path, start: value.origin.range.start };
    if (step === null) break;
    if (value.kind === 'map') value = value.entries.get(String(step));
    else if (value.kind === 'list' && typeof step === 'number') value = value.items[step];
    else break;
  }
  return found;
}

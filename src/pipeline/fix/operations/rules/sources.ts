import type { PropertyPath, Value } from '../../../../model/value.ts';
import { elements, lookup } from '../../lookup.ts';
import type { Scope } from '../../scope.ts';
import { type Danger, type Family, isOpen, type RuleFields, scalarText } from './reach.ts';

/** One address range of a rule. */
export interface Source {
  readonly family: Family;
  readonly path: PropertyPath;
  readonly value: Value;
  /** Whether it stands in a list, where several can stand. */
  readonly listed: boolean;
}

/** From where a rule lets traffic in. */
export interface Sources {
  /** The whole internet, in a family that the danger is about. */
  readonly open: readonly Source[];
  /** Why a further source may be the whole internet; null when none may. */
  readonly doubt: string | null;
  /** Whether anything else is let in: other ranges, groups, prefix lists. */
  readonly others: boolean;
  /** Every known address range, as text. */
  readonly ranges: readonly string[];
}

/** Reads the sources of the rule at the scope. */
export function sourcesOf(scope: Scope, fields: RuleFields, danger: Danger): Sources {
  const open: Source[] = [];
  const ranges: string[] = [];
  let doubt: string | null = null;
  let others = fields.others.some((field) => isWritten(scope, field));
  for (const family of ['ipv4', 'ipv6'] as const) {
    const field = fields[family];
    if (field === undefined) continue;
    const found = lookup(scope.value, [field], scope.base);
    const listed = found.kind === 'found' && found.value.kind === 'list';
    const { items, more } = elements(found);
    const asked = danger.families.includes(family);
    if (more !== null && asked) doubt = more;
    if (more !== null) others = true;
    for (const { value, path } of items) {
      const text = scalarText(value);
      if (text !== null) ranges.push(text);
      const truth = isOpen(value);
      if (truth === 'yes' && asked) open.push({ family, path, value, listed });
      else others = true;
      if (truth === 'unknown' && asked && value.kind === 'unknown') doubt = value.reason;
    }
  }
  return { open, doubt, others, ranges };
}

/** Whether an argument says something: an empty list, false and null do not. */
function isWritten(scope: Scope, field: string): boolean {
  const found = lookup(scope.value, [field]);
  if (found.kind !== 'found') return found.kind === 'unknown';
  const { value } = found;
  if (value.kind === 'list') return value.items.length > 0 || value.complete === false;
  return (
    !(value.kind === 'boolean' && !value.value) && !(value.kind === 'string' && value.value === '')
  );
}

import type { Json } from '../../../../foundation/json.ts';
import { failed, ok, type Result } from '../../../../foundation/result.ts';
import type { Written } from '../../../../model/language.ts';
import type { Value } from '../../../../model/value.ts';
import type { Refusal, Scope } from '../../scope.ts';
import type { RuleFields } from './reach.ts';

type Entry = readonly [string, Written];

/**
 * The rule at the scope with some arguments changed, as a new rule: its description, tags and links stay, its
 * sources are only those in `changes`. Refused when an argument cannot be written again.
 */
export function copyRule(
  scope: Scope,
  fields: RuleFields,
  changes: ReadonlyMap<string, Json>,
): Result<readonly Entry[], Refusal> {
  if (scope.value.kind !== 'map') return failed({ reason: 'The rule is not written as a block.' });
  const sourceFields = [fields.ipv4, fields.ipv6, ...fields.others].filter(
    (one) => one !== undefined,
  );
  const inFull = sourceFields.every(
    (field) => scope.value.kind === 'map' && scope.value.entries.has(field),
  );
  const copied: Entry[] = [];
  for (const [name, value] of scope.value.entries) {
    const change = changes.get(name);
    if (change !== undefined) copied.push([name, { kind: 'literal', value: change }]);
    else if (sourceFields.includes(name)) {
      // Where a rule is an object in a list, every argument must be there, also the empty ones.
      if (inFull) copied.push([name, { kind: 'literal', value: emptied(value) }]);
    } else if (value.kind !== 'null') {
      const written = rewritten(value, scope);
      if (written === null)
        return failed({
          reason: `A further rule is needed, and \`${name}\` cannot be copied to it.`,
        });
      copied.push([name, written]);
    }
  }
  for (const [name, value] of changes)
    if (!scope.value.entries.has(name)) copied.push([name, { kind: 'literal', value }]);
  return ok(copied);
}

function emptied(value: Value): Json {
  if (value.kind === 'list') return [];
  return value.kind === 'boolean' ? false : null;
}

function rewritten(value: Value, { subject }: Scope): Written | null {
  if (value.reference !== undefined)
    return value.reference.address === subject.resource.address &&
      value.reference.attribute !== null
      ? { kind: 'reference', to: subject.resource, attribute: value.reference.attribute }
      : null;
  const plain = plainOf(value);
  return plain === undefined ? null : { kind: 'literal', value: plain };
}

function plainOf(value: Value): Json | undefined {
  switch (value.kind) {
    case 'unknown':
      return undefined;
    case 'null':
      return null;
    case 'list':
      return value.complete === false ? undefined : collect(value.items);
    case 'map': {
      const keys = [...value.entries.keys()];
      const items = collect([...value.entries.values()]);
      if (items === undefined || value.complete === false) return undefined;
      return Object.fromEntries(keys.map((key, index) => [key, items[index] ?? null]));
    }
    default:
      return value.value;
  }
}

function collect(values: readonly Value[]): readonly Json[] | undefined {
  const plain = values.map(plainOf);
  return plain.every((one) => one !== undefined) ? plain : undefined;
}

import type { Json } from '../../../../foundation/json.ts';
import { failed, ok, type Result } from '../../../../foundation/result.ts';
import type { EditIntent } from '../../../../model/language.ts';
import type { Origin, PropertyPath } from '../../../../model/value.ts';
import { equalTo } from '../../compare.ts';
import { lookup, pathText } from '../../lookup.ts';
import type { Refusal, Scope } from '../../scope.ts';
import type { RuleFields } from './reach.ts';
import { isWrittenAt, usedElsewhere } from './shared.ts';
import type { Source } from './sources.ts';

type Intents = Result<readonly EditIntent[], Refusal>;

/** Gives an argument of the rule a value, where it is written or, when others use that place too, at the rule itself. */
export function setArgument(scope: Scope, fields: RuleFields, name: string, value: Json): Intents {
  const found = lookup(scope.value, [name], scope.base);
  if (found.kind === 'found' && equalTo(found.value, value) === 'yes') return ok([]);
  const path = [...scope.base, name];
  const origin = found.kind === 'found' ? found.value.origin : null;
  const stay = staysInPlace(scope, fields, origin, path);
  return stay.ok ? ok([set(scope, path, value, stay.value)]) : stay;
}

/** Puts other address ranges in the place of open ones; with none, the open ones go. */
export function replaceSources(
  scope: Scope,
  fields: RuleFields,
  open: readonly Source[],
  ranges: readonly string[],
): Intents {
  const [first] = open;
  if (first === undefined) return ok([]);
  const listPath = first.listed ? first.path.slice(0, -1) : first.path;
  const list = lookup(scope.value, listPath.slice(scope.base.length).map(String), scope.base);
  const origin = first.value.origin ?? (list.kind === 'found' ? list.value.origin : null);
  const stay = staysInPlace(scope, fields, origin, listPath);
  if (!stay.ok) return stay;
  if (!first.listed)
    return ok(
      ranges[0] === undefined
        ? [{ kind: 'remove', resource: scope.resource, path: first.path }]
        : [set(scope, first.path, ranges[0], stay.value)],
    );
  if (!stay.value) return ok(elementEdits(scope, open, ranges));
  if (list.kind !== 'found' || list.value.kind !== 'list' || list.value.complete === false)
    return failed({ reason: `${pathText(listPath)} is not known, and others use its value too.` });
  const kept: string[] = [];
  for (const [index, item] of list.value.items.entries()) {
    if (open.some((one) => one.path.at(-1) === index)) continue;
    if (item.kind !== 'string')
      return failed({
        reason: `${pathText(listPath)} is not known, and others use its value too.`,
      });
    kept.push(item.value);
  }
  return ok([set(scope, listPath, [...kept, ...ranges], true)]);
}

function elementEdits(
  scope: Scope,
  open: readonly Source[],
  ranges: readonly string[],
): readonly EditIntent[] {
  const { resource } = scope;
  return open.flatMap((source, position): EditIntent[] => {
    const { path } = source;
    const [first, ...further] = position === 0 ? ranges : [];
    if (first === undefined) return [{ kind: 'remove', resource, path }];
    return [
      set(scope, path, first, false),
      ...further.map(
        (range): EditIntent => ({
          kind: 'append',
          resource,
          path: path.slice(0, -1),
          value: { kind: 'literal', value: range },
          after: Number(path.at(-1)),
        }),
      ),
    ];
  });
}

/** Whether a value must be written at the rule, because the place that decides it decides other traffic too. */
function staysInPlace(
  scope: Scope,
  fields: RuleFields,
  origin: Origin | null,
  path: PropertyPath,
): Result<boolean, Refusal> {
  const user = origin === null ? null : usedElsewhere(scope, fields, origin);
  if (origin === null || user === null) return ok(false);
  if (!isWrittenAt(scope.resource, origin)) return ok(true);
  return failed({
    reason: `${pathText(path)} of \`${scope.resource.address}\` is one text for several rules, and \`${user.address}\` uses it for other traffic: write the rules apart first.`,
  });
}

function set(scope: Scope, path: PropertyPath, value: Json, inPlace: boolean): EditIntent {
  return {
    kind: 'set',
    resource: scope.resource,
    path,
    value: { kind: 'literal', value },
    ...(inPlace ? { inPlace } : {}),
  };
}

import type { Value } from '../../../model/value.ts';
import { asList, propertyOf } from '../evaluate/blocks.ts';
import { addJson } from '../evaluate/json.ts';
import { originAt, type Scope } from '../evaluate/scope.ts';
import { withoutRepeats } from '../evaluate/sets.ts';
import { Text } from '../evaluate/text.ts';
import { listValue, mapValue, stringValue, unknownValue } from '../evaluate/values.ts';
import type { Declaration } from './declarations.ts';

/**
 * The JSON that `data.aws_iam_policy_document` makes, in the provider's order and with its habits: one
 * element stands alone, `&{…}` becomes `${…}`. White space is left out.
 */
export function policyDocument(declaration: Declaration, scope: Scope): Value {
  const read = (name: string) => propertyOf(declaration, '', [], name, scope);
  const text = new Text(scope.surroundings.budget);
  const origin = originAt(scope, declaration.block.range);
  const merged = [
    'source_policy_documents',
    'override_policy_documents',
    'source_json',
    'override_json',
  ];
  if (merged.some((name) => isWritten(read(name)))) {
    return unknownValue('policy documents that are merged into another are not evaluated', origin);
  }
  const statements = asList(read('statement'));
  const entries: [string, Value][] = [
    ['Version', read('version') ?? stringValue('2012-10-17', null)],
    ['Id', read('policy_id') ?? absent],
    ['Statement', { ...statements, items: statements.items.map(statementValue) }],
  ];
  addObject(text, entries);
  return text.value(origin);
}

const absent: Value = { kind: 'null', origin: null };

function isWritten(value: Value | null): boolean {
  if (value === null || value.kind === 'null') return false;
  return value.kind !== 'list' || value.items.length > 0 || value.complete === false;
}

/** Written in this order by hand: `jsonencode` would sort the keys. */
function addObject(text: Text, entries: readonly (readonly [string, Value])[]): void {
  text.add('{');
  const present = entries.filter(([, value]) => value.kind !== 'null');
  present.forEach(([key, value], index) => {
    text.add(`${index > 0 ? ',' : ''}${JSON.stringify(key)}:`);
    addJson(text, value);
  });
  text.add('}');
}

function statementValue(statement: Value): Value {
  if (statement.kind !== 'map') return statement;
  const read = (name: string) => statement.entries.get(name) ?? absent;
  const entries: [string, Value][] = [
    ['Sid', read('sid')],
    ['Effect', statement.entries.get('effect') ?? stringValue('Allow', null)],
    ['Action', oneOrList(read('actions'))],
    ['NotAction', oneOrList(read('not_actions'))],
    ['Resource', oneOrList(read('resources'))],
    ['NotResource', oneOrList(read('not_resources'))],
    ['Principal', principals(read('principals'))],
    ['NotPrincipal', principals(read('not_principals'))],
    ['Condition', conditions(read('condition'))],
  ];
  const written = entries.filter(([, value]) => value.kind !== 'null' && !isEmptyText(value));
  return mapValue(new Map(written), statement.origin);
}

function isEmptyText(value: Value): boolean {
  return value.kind === 'string' && value.value === '';
}

function oneOrList(value: Value): Value {
  if (value.kind !== 'list') return value;
  const items = withoutRepeats(value.items).map(withPolicyVariables);
  const [only, second] = items;
  if (only === undefined) return value.complete === false ? value : absent;
  return second === undefined && value.complete !== false ? only : { ...value, items };
}

/** In HCL, IAM's own variables are written `&{aws:username}`. */
function withPolicyVariables(value: Value): Value {
  return value.kind === 'string' ? { ...value, value: value.value.replaceAll('&{', '${') } : value;
}

/** `{"AWS": …}` by type of principal; `*` for everyone. */
function principals(value: Value): Value {
  const blocks = asList(value);
  if (blocks.items.length === 0) return blocks.complete === false ? value : absent;
  const byType = new Map<string, readonly Value[]>();
  for (const block of blocks.items) {
    const type = block.kind === 'map' ? block.entries.get('type') : undefined;
    const identifiers = block.kind === 'map' ? asList(block.entries.get('identifiers')) : null;
    if (type?.kind !== 'string' || identifiers === null || identifiers.complete === false) {
      return unknownValue('a principal is not known', block.origin);
    }
    byType.set(type.value, [...(byType.get(type.value) ?? []), ...identifiers.items]);
  }
  const everyone = byType.get('*');
  if (everyone?.length === 1 && byType.size === 1 && isStar(everyone[0])) {
    return stringValue('*', value.origin);
  }
  const entries = Array.from(
    byType,
    ([type, items]) => [type, oneOrList(listValue(items, null))] as const,
  );
  return mapValue(new Map(entries), value.origin, blocks.complete !== false);
}

function isStar(value: Value | undefined): boolean {
  return value?.kind === 'string' && value.value === '*';
}

/** `{test: {variable: values}}`. */
function conditions(value: Value): Value {
  const blocks = asList(value);
  if (blocks.items.length === 0) return blocks.complete === false ? value : absent;
  const tests = new Map<string, Map<string, Value>>();
  for (const block of blocks.items) {
    const [test, variable] = ['test', 'variable'].map((name) =>
      block.kind === 'map' ? block.entries.get(name) : undefined,
    );
    if (block.kind !== 'map' || test?.kind !== 'string' || variable?.kind !== 'string') {
      return unknownValue('a condition is not known', block.origin);
    }
    const variables = tests.get(test.value) ?? new Map<string, Value>();
    variables.set(variable.value, oneOrList(block.entries.get('values') ?? absent));
    tests.set(test.value, variables);
  }
  const entries = Array.from(
    tests,
    ([test, variables]) => [test, mapValue(variables, null)] as const,
  );
  return mapValue(new Map(entries), value.origin, blocks.complete !== false);
}

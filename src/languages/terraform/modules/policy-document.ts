import type { ListValue, Value } from '../../../model/value.ts';
import { asList, propertyOf } from '../evaluate/blocks.ts';
import { addJson, decodeJson } from '../evaluate/json.ts';
import { originAt, type Scope } from '../evaluate/scope.ts';
import { withoutRepeats } from '../evaluate/sets.ts';
import { Text } from '../evaluate/text.ts';
import { compareText, listValue, mapValue, stringValue, unknownValue } from '../evaluate/values.ts';
import type { Declaration } from './declarations.ts';

/**
 * The JSON that `data.aws_iam_policy_document` makes, in the provider's order and with its habits: one
 * element stands alone, `&{…}` becomes `${…}`. White space is left out.
 */
export function policyDocument(declaration: Declaration, scope: Scope): Value {
  const read = (name: string) => propertyOf(declaration, '', [], name, scope);
  const own = asList(read('statement'));
  const documents = [
    ...[read('source_json'), ...elementsOf(read('source_policy_documents'))].map(statementsOf),
    { ...own, items: own.items.map(statementValue) },
    ...[read('override_json'), ...elementsOf(read('override_policy_documents'))].map(statementsOf),
  ];
  const text = new Text(scope.surroundings.budget);
  addObject(text, [
    ['Version', read('version') ?? stringValue('2012-10-17', null)],
    ['Id', read('policy_id') ?? absent],
    ['Statement', merged(documents)],
  ]);
  return text.value(originAt(scope, declaration.block.range));
}

const absent: Value = { kind: 'null', origin: null };

/** The documents of a list; one that is not known when not all of them are. */
function elementsOf(documents: Value | null): readonly Value[] {
  const list = asList(documents);
  return list.complete === false
    ? [...list.items, unknownValue('not all documents are known', null)]
    : list.items;
}

/** The statements of a policy in JSON. */
function statementsOf(document: Value | null): ListValue {
  if (document === null || document.kind === 'null' || isEmptyText(document)) {
    return listValue([], null);
  }
  const decoded = decodeJson(document, document.origin);
  if (decoded?.kind !== 'map') return listValue([], document.origin, false);
  return asList(decoded.entries.get('Statement'));
}

/** A later statement takes the place of an earlier one with the same `Sid`. */
function merged(documents: readonly ListValue[]): ListValue {
  const statements: Value[] = [];
  for (const statement of documents.flatMap(({ items }) => items)) {
    const sid = sidOf(statement);
    const earlier = sid === null ? -1 : statements.findIndex((other) => sidOf(other) === sid);
    if (earlier < 0) statements.push(statement);
    else statements[earlier] = statement;
  }
  const complete = documents.every((document) => document.complete !== false);
  return listValue(statements, null, complete);
}

function sidOf(statement: Value): string | null {
  const sid = statement.kind === 'map' ? statement.entries.get('Sid') : undefined;
  return sid?.kind === 'string' && sid.value !== '' ? sid.value : null;
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
  if (second === undefined && value.complete !== false) return only;
  return { ...value, items: items.toSorted(descending) };
}

/** The provider's order; what is not known stays where it is. */
function descending(a: Value, b: Value): number {
  return a.kind === 'string' && b.kind === 'string' ? compareText(b.value, a.value) : 0;
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

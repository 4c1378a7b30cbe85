import type { Written } from '../../../model/language.ts';
import { bodyText, elementsOf, entriesOf, type Item } from './render.ts';
import { expressionText, type WritingContext } from './write-value.ts';

/** Arguments of `statement` by the names that JSON has for them. */
const argumentNames: ReadonlyMap<string, string> = new Map([
  ['Sid', 'sid'],
  ['Effect', 'effect'],
  ['Action', 'actions'],
  ['NotAction', 'not_actions'],
  ['Resource', 'resources'],
  ['NotResource', 'not_resources'],
]);

/** A statement of a policy as the `statement` block of `aws_iam_policy_document`. */
export function statementText(statement: Written, context: WritingContext): string {
  const items = (entriesOf(statement) ?? []).flatMap(([name, value]) =>
    itemsOf(name, value, context),
  );
  return bodyText('statement', items, context);
}

/** One `{ Test = { variable = values } }` as a `condition` block. */
export function conditionText(condition: Written, context: WritingContext): string {
  return conditions(condition, context)
    .map(({ text }) => text)
    .join(context.layout.newline);
}

function itemsOf(name: string, value: Written, context: WritingContext): readonly Item[] {
  if (name === 'Principal') return principals('principals', value, context);
  if (name === 'NotPrincipal') return principals('not_principals', value, context);
  if (name === 'Condition') return conditions(value, context);
  const argument = argumentNames.get(name);
  if (argument === undefined) return [];
  const isList = argument.endsWith('s');
  return [assigned(argument, isList ? listed(value) : value, context)];
}

/** `"*"` or `{ AWS = … }`. */
function principals(block: string, value: Written, context: WritingContext): readonly Item[] {
  const all: Written = { kind: 'literal', value: '*' };
  const kinds = entriesOf(value) ?? [['*', all] as const];
  return kinds.map(([kind, identifiers]) =>
    nested(
      block,
      [
        assigned('type', { kind: 'literal', value: kind }, context),
        assigned('identifiers', listed(identifiers), context),
      ],
      context,
    ),
  );
}

/** `{ Test = { variable = values } }`. */
function conditions(value: Written, context: WritingContext): readonly Item[] {
  return (entriesOf(value) ?? []).flatMap(([test, variables]) =>
    (entriesOf(variables) ?? []).map(([variable, values]) =>
      nested(
        'condition',
        [
          assigned('test', { kind: 'literal', value: test }, context),
          assigned('variable', { kind: 'literal', value: variable }, context),
          assigned('values', listed(values), context),
        ],
        context,
      ),
    ),
  );
}

function nested(name: string, items: readonly Item[], context: WritingContext): Item {
  return { kind: 'block', name, text: bodyText(name, items, context) };
}

function assigned(name: string, value: Written, context: WritingContext): Item {
  const text = `${name} = ${expressionText(withPolicyVariables(value), context)}`;
  return { kind: 'argument', name, text };
}

function listed(value: Written): Written {
  return { kind: 'list', items: elementsOf(value) ?? [text(value)] };
}

/** The data source wants every value as text. */
function text(value: Written): Written {
  const isPlain =
    value.kind === 'literal' && typeof value.value !== 'string' && value.value !== null;
  return isPlain ? { kind: 'literal', value: String(value.value) } : value;
}

/** The data source writes `&{aws:username}` for IAM's own `${aws:username}`. */
function withPolicyVariables(value: Written): Written {
  switch (value.kind) {
    case 'literal':
      return typeof value.value === 'string'
        ? { kind: 'literal', value: value.value.replaceAll('${', '&{') }
        : value;
    case 'list':
      return { kind: 'list', items: value.items.map(withPolicyVariables) };
    case 'template':
      return {
        kind: 'template',
        parts: value.parts.map((part) =>
          typeof part === 'string' ? part.replaceAll('${', '&{') : part,
        ),
      };
    default:
      return value;
  }
}

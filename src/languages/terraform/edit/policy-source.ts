import type { EditRefusal, Written } from '../../../model/language.ts';
import type { PropertyPath, Value } from '../../../model/value.ts';
import { decodeJson } from '../evaluate/json.ts';
import type { TerraformInstance } from '../resources/instance.ts';
import type { Block, ConfigFile, Expression } from '../syntax/ast.ts';
import { addBlock } from './body.ts';
import { removeMember } from './collection.ts';
import { currentNode } from './container.ts';
import type { Drafts } from './drafts.ts';
import { fileOf, isRefusal, refusal } from './guard.ts';
import { layoutOf } from './layout.ts';
import { nodeAt } from './nodes.ts';
import { notesOn } from './notes.ts';
import { pathText, type Reached } from './property.ts';
import { referencesFrom } from './references.ts';
import { conditionText, statementText } from './statement-block.ts';

/** An `aws_iam_policy_document` that a property is the JSON of. */
interface PolicySource {
  readonly file: ConfigFile;
  readonly block: Block;
  readonly origin: NonNullable<Value['origin']>;
}

/** Whether a path leads from a text, of which no JSON is at hand, on to the statements of a policy. */
export function isInPolicyText({ value, depth }: Reached, path: PropertyPath): boolean {
  return (value.kind === 'string' || value.kind === 'unknown') && path[depth] === 'Statement';
}

/** Adds a statement to the `aws_iam_policy_document` that a property comes from. */
export function addStatement(
  instance: TerraformInstance,
  path: PropertyPath,
  text: Value,
  statement: Written,
  drafts: Drafts,
): readonly string[] | EditRefusal {
  const source = sourceOf(instance, path, text);
  if (isRefusal(source)) return source;
  drafts.change(source.file, source.origin.layer, (draft) => {
    const block = currentNode(draft, source.block);
    const context = { layout: layoutOf(draft.file), reference: referencesFrom(instance) };
    return block === null
      ? []
      : [addBlock(draft.file, block, 'statement', statementText(statement, context))];
  });
  return notesOn(instance, source.origin);
}

/** Adds a condition (`Statement[1].Condition.StringEquals.aws:SourceAccount`) to one of its statements. */
export function setCondition(
  instance: TerraformInstance,
  path: PropertyPath,
  { value: text, depth }: Reached,
  values: Written,
  drafts: Drafts,
): readonly string[] | EditRefusal {
  const source = sourceOf(instance, path, text);
  if (isRefusal(source)) return source;
  const [, index, part, test, variable, ...others] = path.slice(depth);
  const statement = statementAt(source.block, text, Number(index));
  const isCondition = part === 'Condition' && variable !== undefined && others.length === 0;
  if (statement === null || !isCondition) return notTold(instance, path, source);
  const condition = conditionOf(String(test), String(variable), values);
  drafts.change(source.file, source.origin.layer, (draft) => {
    const block = currentNode(draft, statement);
    const context = { layout: layoutOf(draft.file), reference: referencesFrom(instance) };
    return block === null
      ? []
      : [addBlock(draft.file, block, 'condition', conditionText(condition, context))];
  });
  return notesOn(instance, source.origin);
}

/** Takes an action (`Statement[1].Action[2]`) out of one of its statements. */
export function removeAction(
  instance: TerraformInstance,
  path: PropertyPath,
  { value: text, depth }: Reached,
  drafts: Drafts,
): readonly string[] | EditRefusal {
  const source = sourceOf(instance, path, text);
  if (isRefusal(source)) return source;
  const [, index, part, position, ...others] = path.slice(depth);
  const statement = statementAt(source.block, text, Number(index));
  const list = statement?.body.items.find(
    (item) => item.kind === 'attribute' && item.name === 'actions',
  );
  const tuple = list?.kind === 'attribute' && list.value.kind === 'tuple' ? list.value : null;
  const action = actionAt(text, Number(index), Number(position));
  const member = tuple?.items.findIndex((item) => isText(item, action)) ?? -1;
  if (tuple === null || part !== 'Action' || others.length > 0 || member === -1)
    return notTold(instance, path, source);
  drafts.change(source.file, source.origin.layer, (draft) => {
    const current = currentNode(draft, tuple);
    const at = current?.items.findIndex((item) => isText(item, action)) ?? -1;
    return current === null || at === -1 ? [] : removeMember(draft.file, current, at);
  });
  return notesOn(instance, source.origin);
}

function isText(item: Expression, text: string | null): boolean {
  const [only, ...others] = item.kind === 'template' ? item.parts : [];
  return only?.kind === 'text' && others.length === 0 && only.value === text;
}

/** The data source puts actions into an order of its own, so they are told apart by what they are. */
function actionAt(text: Value, index: number, position: number): string | null {
  const statement = statementsIn(text)[index];
  const actions = statement?.kind === 'map' ? statement.entries.get('Action') : undefined;
  const action = actions?.kind === 'list' ? actions.items[position] : undefined;
  return action?.kind === 'string' ? action.value : null;
}

function notTold(
  instance: TerraformInstance,
  path: PropertyPath,
  { origin }: PolicySource,
): EditRefusal {
  return refusal(
    `${pathText(path)} of ${instance.address} cannot be told apart in ${origin.path}, where its policy document is put together: edit that by hand`,
  );
}

function conditionOf(test: string, variable: string, values: Written): Written {
  return { kind: 'map', entries: [[test, { kind: 'map', entries: [[variable, values]] }]] };
}

/** The block that says the statement with this number; null where that is not one to one. */
function statementAt({ body }: Block, text: Value, index: number): Block | null {
  const isPlain = body.items.every((item) =>
    item.kind === 'block' ? item.type === 'statement' : !/source|override/.test(item.name),
  );
  const blocks = body.items.filter((item) => item.kind === 'block');
  const count = statementsIn(text).length;
  return isPlain && count === blocks.length ? (blocks[index] ?? null) : null;
}

function statementsIn(text: Value): readonly Value[] {
  const document = decodeJson(text, null);
  const statements = document?.kind === 'map' ? document.entries.get('Statement') : undefined;
  return statements?.kind === 'list' ? statements.items : [];
}

function sourceOf(
  instance: TerraformInstance,
  path: PropertyPath,
  { origin }: Value,
): PolicySource | EditRefusal {
  const file = origin === null ? null : fileOf(instance, origin);
  if (file !== null && isRefusal(file)) return file;
  const found = origin === null || file === null ? null : namedAt(file, origin, instance);
  return found === null || origin === null
    ? refusal(
        `${pathText(path)} of ${instance.address} is in a document that is neither JSON written in the code nor a policy data source: edit ${origin?.path ?? instance.path}`,
      )
    : { ...found, origin };
}

/** The block of `data.aws_iam_policy_document.name.json`. */
function namedAt(
  file: ConfigFile,
  { range }: NonNullable<Value['origin']>,
  instance: TerraformInstance,
): Pick<PolicySource, 'file' | 'block'> | null {
  const node = file.syntax === 'json' ? null : nodeAt(file.body, range, 'attribute-access');
  if (node?.name !== 'json') return null;
  const named = node.object.kind === 'index' ? node.object.object : node.object;
  if (named.kind !== 'attribute-access' || named.object.kind !== 'attribute-access') return null;
  if (named.object.name !== 'aws_iam_policy_document') return null;
  const found = instance.module.declarations.data.get(`aws_iam_policy_document.${named.name}`);
  return found === undefined || found.file.syntax === 'json' ? null : found;
}

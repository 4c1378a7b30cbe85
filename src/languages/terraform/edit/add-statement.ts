import type { EditRefusal, Written } from '../../../model/language.ts';
import type { PropertyPath, Value } from '../../../model/value.ts';
import type { TerraformInstance } from '../resources/instance.ts';
import type { Block, ConfigFile, Expression } from '../syntax/ast.ts';
import { addBlock } from './body.ts';
import { currentNode } from './container.ts';
import type { Drafts } from './drafts.ts';
import { editorFor } from './editor.ts';
import { fileOf, isRefusal, refusal } from './guard.ts';
import { addToJsonText } from './json-text.ts';
import { layoutOf } from './layout.ts';
import { keyOf } from './native-editor.ts';
import { nodeAt } from './nodes.ts';
import { notesOn } from './notes.ts';
import { pathText } from './property.ts';
import { referencesFrom } from './references.ts';
import { statementText } from './statement-block.ts';

/**
 * Adds a statement to the policy document that a property holds: to the argument of `jsonencode`, to the
 * JSON text of a heredoc, or to the `aws_iam_policy_document` that it comes from.
 */
export function addStatement(
  instance: TerraformInstance,
  path: PropertyPath,
  document: Value,
  statement: Written,
  drafts: Drafts,
): readonly string[] | EditRefusal {
  const { origin } = document;
  const file = origin === null ? null : fileOf(instance, origin);
  if (file !== null && isRefusal(file)) return file;
  const node =
    origin === null || file === null || file.syntax === 'json'
      ? null
      : nodeAt(file.body, origin.range, 'call', 'template', 'attribute-access');
  const done =
    node === null || file === null
      ? false
      : addTo(node, file, { instance, layer: origin?.layer ?? 'resource', statement, drafts });
  if (!done || origin === null) {
    return refusal(
      `a statement cannot be added to ${pathText(path)} of ${instance.address}: its document is neither jsonencode, a heredoc nor a policy data source; edit ${origin?.path ?? instance.path}`,
    );
  }
  return notesOn(instance, origin);
}

interface Addition {
  readonly instance: TerraformInstance;
  readonly layer: Parameters<Drafts['change']>[1];
  readonly statement: Written;
  readonly drafts: Drafts;
}

function addTo(node: Expression, file: ConfigFile, addition: Addition): boolean {
  if (node.kind === 'call') return addToEncoded(node.args, node.name, file, addition);
  if (node.kind === 'template') return addToText(node, file, addition);
  const source = policyDocument(node, addition.instance);
  if (source === null) return false;
  const { instance, layer, statement, drafts } = addition;
  drafts.change(source.file, layer, (draft) => {
    const block = currentNode(draft, source.block);
    const context = { layout: layoutOf(draft.file), reference: referencesFrom(instance) };
    return block === null
      ? []
      : [addBlock(draft.file, block, 'statement', statementText(statement, context))];
  });
  return true;
}

function addToEncoded(
  [argument]: readonly Expression[],
  name: string,
  file: ConfigFile,
  { instance, layer, statement, drafts }: Addition,
): boolean {
  if (name !== 'jsonencode' || argument?.kind !== 'object') return false;
  const list = argument.entries.find(({ key }) => keyOf(key) === 'Statement')?.value;
  if (list?.kind !== 'tuple') return false;
  drafts.change(file, layer, (draft) => {
    const tuple = currentNode(draft, list);
    if (tuple === null) return [];
    return editorFor(draft.file).addElement(draft.file, tuple, statement, referencesFrom(instance));
  });
  return true;
}

function addToText(
  node: Extract<Expression, { kind: 'template' }>,
  file: ConfigFile,
  { instance, layer, statement, drafts }: Addition,
): boolean {
  const reference = referencesFrom(instance);
  if (addToJsonText(file, node, statement, reference) === null) return false;
  drafts.change(file, layer, (draft) => {
    const template = currentNode(draft, node);
    if (template === null) return [];
    return addToJsonText(draft.file, template, statement, reference) ?? [];
  });
  return true;
}

/** The block of `data.aws_iam_policy_document.name.json`. */
function policyDocument(
  node: Expression,
  instance: TerraformInstance,
): { readonly file: ConfigFile; readonly block: Block } | null {
  if (node.kind !== 'attribute-access' || node.name !== 'json') return null;
  const named = node.object.kind === 'index' ? node.object.object : node.object;
  if (named.kind !== 'attribute-access' || named.object.kind !== 'attribute-access') return null;
  if (named.object.name !== 'aws_iam_policy_document') return null;
  const found = instance.module.declarations.data.get(`aws_iam_policy_document.${named.name}`);
  return found === undefined || found.file.syntax === 'json' ? null : found;
}

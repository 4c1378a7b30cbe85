import { failed, ok, type Result } from '../../../foundation/result.ts';
import type {
  Edited,
  EditIntent,
  EditRefusal,
  EvaluationContext,
} from '../../../model/language.ts';
import type { ResourceInCode } from '../../../model/resource.ts';
import type { TextEdit } from '../../../model/source.ts';
import type { Deployment } from '../deployments/deployment.ts';
import { scopeOf } from '../resources/list.ts';
import { readDocument } from '../syntax/document.ts';
import { type Template, templateOf } from '../template.ts';
import { appendAt } from './append.ts';
import { globalsProblem } from './globals.ts';
import { inOrder } from './order.ts';
import { removeAt } from './remove.ts';
import { addResource, removeResource, sectionOf } from './resources.ts';
import { setAt } from './set.ts';
import type { Slot } from './slots.ts';
import { SplicedText } from './spliced-text.ts';
import { refuse, type StepResult, type Workplace } from './step.ts';
import { styleOf } from './style.ts';

/** What an edit needs to know of the code: the templates, and how they are deployed. */
export interface Sources {
  template(path: string): Template | null;
  deployments(template: Template): readonly Deployment[];
}

/** The text edits for all intents together, or the first reason why one cannot be made. */
export function editTemplates(
  intents: readonly EditIntent[],
  sources: Sources,
  context: EvaluationContext,
): Result<Edited, EditRefusal> {
  const texts = new Map<string, SplicedText>();
  const files = new Map<string, TextEdit>();
  const notes = new Set<string>();
  for (const intent of inOrder(intents)) {
    const resource = intent.kind === 'add-resource' ? intent.beside : intent.resource;
    const step = carryOut(intent, resource, texts, sources, context);
    if (!step.ok) return step;
    texts.get(resource.path)?.apply(step.value.splices);
    for (const note of step.value.notes) notes.add(note);
    for (const edit of step.value.files) {
      const key = `${edit.path}:${edit.range.start}`;
      const other = files.get(key);
      if (other !== undefined && other.text !== edit.text) {
        return failed({ reason: `Two values for one place in ${edit.path}: decide by hand.` });
      }
      files.set(key, edit);
    }
  }
  for (const [path, { text }] of texts) {
    const after = readDocument(path, text);
    if (!after.ok)
      return failed({ reason: `The edit of ${path} would break it: ${after.error.message}.` });
  }
  const edits = [...texts].flatMap(([path, text]) => text.edits(path));
  return ok({ edits: [...edits, ...files.values()], notes: [...notes] });
}

function carryOut(
  intent: EditIntent,
  resource: ResourceInCode,
  texts: Map<string, SplicedText>,
  sources: Sources,
  context: EvaluationContext,
): StepResult {
  if (resource.locked !== null) return refuse(resource.locked);
  const original = sources.template(resource.path);
  if (original === null)
    return refuse(`${resource.path} is no template any more: read the code again.`);
  const text = texts.get(resource.path) ?? new SplicedText(original.document.text);
  texts.set(resource.path, text);
  const template = text.text === text.original ? original : reread(resource.path, text.text);
  const node = template?.resources.get(resource.address);
  if (template == null || node === undefined) {
    return refuse(
      `There is no resource ${resource.address} in ${resource.path} any more: read the code again.`,
    );
  }
  const deployments = sources.deployments(original);
  const place: Workplace = {
    sheet: { document: template.document, style: styleOf(original.document) },
    scope: scopeOf(template, node, deployments, context),
    resource,
  };
  if (intent.kind === 'add-resource') return addResource(intent, place);
  if (intent.kind === 'remove-resource') return removeResource(place);
  const problem = globalsProblem(intent, template);
  if (problem !== null) return refuse(problem);
  const section = sectionOf(template);
  const index = section?.pairs.indexOf(node.pair) ?? -1;
  if (section === null || index < 0)
    return refuse(`${resource.address} is not in the section Resources.`);
  const slot: Slot = { kind: 'pair', mapping: section, index };
  const path = ['Properties', ...intent.path];
  switch (intent.kind) {
    case 'set':
      return setAt(slot, path, { value: intent.value, inPlace: intent.inPlace === true }, place);
    case 'append':
      return appendAt(slot, path, { value: intent.value, after: intent.after ?? null }, place);
    case 'remove':
      return removeAt(slot, path, place);
  }
}

function reread(path: string, text: string): Template | null {
  const document = readDocument(path, text);
  return document.ok ? templateOf(document.value) : null;
}

import type { EditIntent } from '../../../model/language.ts';
import { child } from '../syntax/node.ts';
import type { Template } from '../template.ts';
import { labelOf } from './set.ts';

type PropertyIntent = Extract<EditIntent, { kind: 'set' | 'remove' | 'append' }>;

/**
 * Why an edit cannot be made at a SAM resource because `Globals` has a part in the property. A
 * scalar that is set at the resource wins over the global one; a list only grows, and nothing at the
 * resource takes a global value away.
 */
export function globalsProblem(intent: PropertyIntent, template: Template): string | null {
  const { resource, path } = intent;
  if (!resource.type.startsWith('AWS::Serverless::')) return null;
  const [name] = path;
  const section = child(template.globals, resource.type.slice('AWS::Serverless::'.length));
  const isGlobal = typeof name === 'string' && child(section, name) !== null;
  if (!isGlobal) return null;
  if (intent.kind === 'set' && path.every((step) => typeof step === 'string')) return null;
  if (intent.kind === 'append' && intent.after === undefined) return null;
  return `${labelOf(path)} of ${resource.address} also comes from the section Globals of ${template.path}: change it there by hand.`;
}

import type { Origin } from '../../../model/value.ts';
import type { TerraformInstance } from '../resources/instance.ts';

/** What the pull request should say about the place of an edit. */
export function notesOn(instance: TerraformInstance, origin: Origin): readonly string[] {
  const notes: string[] = [];
  const { layer, label } = origin;
  if (layer === 'resource' || layer === 'module-source') notes.push(...siblingNote(instance));
  if (
    layer === 'local' ||
    layer === 'variable-default' ||
    layer === 'variable-file' ||
    layer === 'module-argument'
  ) {
    const place = label.includes(origin.path) ? label : `${label} (${origin.path})`;
    notes.push(`The value is decided by ${place}; whatever else uses that changes with it.`);
  }
  if (layer === 'variable-default') {
    notes.push(
      `The ${label} counts only where no -var option, TF_VAR_ variable or other source sets the variable.`,
    );
  }
  if (layer === 'module-source') notes.push(moduleNote(instance));
  return notes;
}

/** What else the same block makes. */
export function siblingNote(instance: TerraformInstance): readonly string[] {
  const { siblings } = instance;
  if (siblings.length === 0) return [];
  const shown = siblings.slice(0, 5).join(', ');
  const more = siblings.length > 5 ? ` and ${siblings.length - 5} more` : '';
  return [`The same block also makes ${shown}${more}: they change too.`];
}

function moduleNote(instance: TerraformInstance): string {
  const directory = instance.module.directory === '' ? 'this directory' : instance.module.directory;
  return `The module in ${directory} sets the value itself, so every call of the module changes.`;
}

import type { Language } from '../../model/language.ts';
import { TerraformCode } from './code.ts';
import { editsFor } from './edit/edit.ts';
import { follow } from './edit/property.ts';
import { isModuleFile, isVariableFile } from './modules/file-names.ts';
import { isTerragruntFile } from './modules/terragrunt.ts';
import { inSchema } from './provider/schema.ts';
import { updateBehaviour } from './provider/update-behaviour.ts';
import { typesMaking } from './resources/identity.ts';
import { jsonComplaint, officialComplaint } from './syntax/official-complaint.ts';

function claims(path: string): boolean {
  return isModuleFile(path) || isVariableFile(path) || isTerragruntFile(path);
}

/** Terraform and OpenTofu: `.tf`, `.tofu`, `.tfvars`, and their JSON forms; Terragrunt's inputs. */
export const terraform: Language = {
  id: 'terraform',
  claims,
  typesFor: typesMaking,
  open: (tree) => new TerraformCode(tree, (_code, intents) => editsFor(intents)),
  grammarComplaint: async (path, text) =>
    claims(path) ? officialComplaint(path, text) : jsonComplaint(text),
  inSchema,
  updateBehaviour(resource, path, removal, value) {
    const { depth, value: found } = follow(resource.properties, path);
    const isWritten = depth === path.length && found.kind !== 'null';
    // An element that is taken away changes its list; the edit of the last one writes the empty list.
    const isElement = typeof path.at(-1) === 'number';
    const act = removal && !isElement ? 'remove' : isWritten ? 'change' : 'add';
    // With a block on the way that is not there yet, more is added than this value.
    const added = depth >= path.length - 1 ? value : undefined;
    const behaviour = updateBehaviour(resource.type, path, act, added);
    if (behaviour.update !== 'replaces' || resource.onReplace !== 'refuse') return behaviour;
    const place = `${resource.path}:${resource.line}`;
    const detail = `${behaviour.detail}, which its prevent_destroy (${place}) has Terraform refuse`;
    return { ...behaviour, update: 'update-fails', detail };
  },
};

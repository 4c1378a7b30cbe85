import type { EditRefusal } from '../../../model/language.ts';
import type { ResourceInCode } from '../../../model/resource.ts';
import type { Origin, PropertyPath, Value } from '../../../model/value.ts';
import { updateBehaviour } from '../provider/update-behaviour.ts';
import { publishedFile } from '../registry/published-modules.ts';
import type { TerraformInstance } from '../resources/instance.ts';
import { isTerraformInstance } from '../resources/instance.ts';
import { lockReason } from '../resources/locked.ts';
import type { ConfigFile } from '../syntax/ast.ts';
import { namesIn, pathText } from './property.ts';

export function refusal(reason: string): EditRefusal {
  return { reason };
}

/** An edit that a plan would not act on: it changes the code and nothing else. */
export function ineffective(reason: string): EditRefusal {
  return { reason, ineffective: true };
}

/** The resource as one of this language, or why it cannot be edited at all. */
export function editable(resource: ResourceInCode): TerraformInstance | EditRefusal {
  if (!isTerraformInstance(resource)) {
    return refusal(`${resource.address} is not Terraform code`);
  }
  return resource.locked === null ? resource : refusal(resource.locked);
}

/** Why a plan would not see an edit of this argument; null when it would. */
export function ignoredReason(instance: TerraformInstance, path: PropertyPath): string | null {
  const [argument] = path;
  const { ignored } = instance;
  if (ignored !== 'all' && !ignored.includes(String(argument))) return null;
  const place = `${instance.path}:${instance.line}`;
  return `${instance.address} ignores changes of ${pathText(path)} (ignore_changes, ${place}), so a plan would not act on the edit: take it out of ignore_changes first`;
}

/** Why taking this away would change nothing in the cloud; null when it would. */
export function inertReason(instance: TerraformInstance, path: PropertyPath): string | null {
  const { update, detail, source } = updateBehaviour(instance.type, path, 'remove');
  if (update !== 'no-op' && update !== 'update-fails') return null;
  const names = namesIn(path).join('.');
  return `${names} of ${instance.address} cannot just be taken away (${detail}; ${source}): write an explicit value instead`;
}

/**
 * Why a property of a published module cannot be edited by hand or by us: it is decided in the module. Null where the
 * checkout decides it.
 */
export function decidedElsewhere(
  instance: TerraformInstance,
  { origin }: Value,
  what: string,
): EditRefusal | null {
  if (instance.module.declarations.published === undefined) return null;
  return origin !== null && publishedFile(origin.path) === null ? null : noInput(instance, what);
}

/** That a published module has no input that we know for something. */
export function noInput({ module, path, line }: TerraformInstance, what: string): EditRefusal {
  const source = module.declarations.published?.source ?? 'a module of someone else';
  return refusal(
    `${module.address} (${path}:${line}) calls ${source}, which is not edited here, and no input of it is known that decides ${what} alone: change the call by hand, or ask the module's owners for such an input`,
  );
}

/** The file in which a value is decided, or why it cannot be edited there. */
export function fileOf(instance: TerraformInstance, origin: Origin): ConfigFile | EditRefusal {
  if (publishedFile(origin.path) !== null) return noInput(instance, origin.label);
  const file = instance.module.file(origin.path);
  if (file === null || file.errors.length > 0) {
    return refusal(`${origin.path}, which decides the value, cannot be read as Terraform`);
  }
  const locked = lockReason(file.path, file.text);
  return locked === null ? file : refusal(locked);
}

export function isRefusal(value: object): value is EditRefusal {
  return 'reason' in value;
}

import { failed, ok, type Result } from '../../../foundation/result.ts';
import type { StateResource } from '../../../model/terraform-state.ts';
import {
  type ShownModule,
  type ShownState,
  type StateAttributes,
  type StateFile,
  shownState,
  stateFile,
} from './schema.ts';

/** Reads a state file (version 4) or the output of `terraform show -json`. */
export function readState(text: string): Result<StateResource[], string> {
  const json = parsed(text);
  if (json === undefined)
    return failed(
      'is not JSON; expected a Terraform state file or the output of `terraform show -json`',
    );
  const file = stateFile.safeParse(json);
  if (file.success) return ok(fromFile(file.data));
  const shown = shownState.safeParse(json);
  if (shown.success) return ok(fromShown(shown.data));
  return failed(
    'is neither a Terraform state file (version 4) nor the output of `terraform show -json`',
  );
}

/** Reads a state file (version 4), as backends keep them. */
export function readStateFile(text: string): Result<StateResource[], string> {
  const file = stateFile.safeParse(parsed(text));
  return file.success
    ? ok(fromFile(file.data))
    : failed('is no Terraform state file of version 4, or is encrypted');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  } catch {
    return undefined;
  }
}

function fromFile(state: StateFile): StateResource[] {
  return state.resources
    .filter((resource) => resource.mode === 'managed')
    .flatMap((resource) =>
      resource.instances.map((instance) => {
        const path = `${resource.type}.${resource.name}${indexKey(instance.index_key)}`;
        const address = resource.module ? `${resource.module}.${path}` : path;
        return entry(address, resource.type, instance.attributes);
      }),
    );
}

function indexKey(key: string | number | null | undefined): string {
  return key === null || key === undefined ? '' : `[${JSON.stringify(key)}]`;
}

function fromShown(state: ShownState): StateResource[] {
  const root = state.values?.root_module;
  return root === undefined ? [] : fromModule(root);
}

function fromModule(module: ShownModule): StateResource[] {
  const own = (module.resources ?? [])
    .filter((resource) => resource.mode === 'managed')
    .map((resource) => entry(resource.address, resource.type, resource.values));
  return [...own, ...(module.child_modules ?? []).flatMap(fromModule)];
}

function entry(
  address: string,
  type: string,
  attributes: StateAttributes | null | undefined,
): StateResource {
  const ids = [attributes?.id, attributes?.arn, attributes?.security_group_rule_id].filter(isText);
  const parts = [
    ...devices(attributes?.root_block_device, 'root volume'),
    ...devices(attributes?.ebs_block_device, 'volume'),
    ...part(attributes?.default_security_group_id, 'default security group'),
    ...part(attributes?.default_network_acl_id, 'default network ACL'),
  ];
  return { address, type, ids, parts };
}

function devices(list: StateAttributes['root_block_device'], what: string): StateResource['parts'] {
  return (list ?? []).flatMap((device) => part(device.volume_id, what));
}

function part(id: string | null | undefined, what: string): StateResource['parts'] {
  return isText(id) ? [{ id, what }] : [];
}

function isText(text: string | null | undefined): text is string {
  return typeof text === 'string' && text !== '';
}

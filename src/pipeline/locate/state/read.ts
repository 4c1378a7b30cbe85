import { failed, ok, type Result } from '../../../foundation/result.ts';
import {
  type ShownModule,
  type ShownState,
  type StateAttributes,
  type StateFile,
  shownState,
  stateFile,
} from './schema.ts';

/** What is kept of a state: which address made which id. */
export interface StateEntry {
  readonly address: string;
  readonly type: string;
  /** The resource's own id and ARN. */
  readonly ids: readonly string[];
  /** Things it made on the way, with what they are: `root volume`, `default security group`. */
  readonly parts: readonly { readonly id: string; readonly what: string }[];
}

/** Reads a state file (version 4) or the output of `terraform show -json`. */
export function readState(text: string): Result<StateEntry[], string> {
  let json: unknown;
  try {
    json = JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  } catch {
    return failed(
      'is not JSON; expected a Terraform state file or the output of `terraform show -json`',
    );
  }
  const file = stateFile.safeParse(json);
  if (file.success) return ok(fromFile(file.data));
  const shown = shownState.safeParse(json);
  if (shown.success) return ok(fromShown(shown.data));
  return failed(
    'is neither a Terraform state file (version 4) nor the output of `terraform show -json`',
  );
}

function fromFile(state: StateFile): StateEntry[] {
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

function fromShown(state: ShownState): StateEntry[] {
  const root = state.values?.root_module;
  return root === undefined ? [] : fromModule(root);
}

function fromModule(module: ShownModule): StateEntry[] {
  const own = (module.resources ?? [])
    .filter((resource) => resource.mode === 'managed')
    .map((resource) => entry(resource.address, resource.type, resource.values));
  return [...own, ...(module.child_modules ?? []).flatMap(fromModule)];
}

function entry(
  address: string,
  type: string,
  attributes: StateAttributes | null | undefined,
): StateEntry {
  const ids = [attributes?.id, attributes?.arn].filter(isText);
  const parts = [
    ...devices(attributes?.root_block_device, 'root volume'),
    ...devices(attributes?.ebs_block_device, 'volume'),
    ...part(attributes?.default_security_group_id, 'default security group'),
    ...part(attributes?.default_network_acl_id, 'default network ACL'),
  ];
  return { address, type, ids, parts };
}

function devices(list: StateAttributes['root_block_device'], what: string): StateEntry['parts'] {
  return (list ?? []).flatMap((device) => part(device.volume_id, what));
}

function part(id: string | null | undefined, what: string): StateEntry['parts'] {
  return isText(id) ? [{ id, what }] : [];
}

function isText(text: string | null | undefined): text is string {
  return typeof text === 'string' && text !== '';
}

import { withoutInstanceKeys } from '../../../model/address.ts';
import type { ResourceInCode } from '../../../model/resource.ts';
import { mapValue, unknownValue } from '../evaluate/values.ts';
import { cloudTypesOf } from '../resources/identity.ts';
import type { ExternalCall } from './external-calls.ts';

/**
 * A resource that a state has at an address in a module whose code is not at hand. All that is known of it is the call:
 * it is found there, and locked.
 */
export function resourceElsewhere(
  address: string,
  calls: readonly ExternalCall[],
): readonly ResourceInCode[] {
  const [, type = ''] = /(?:^|\.)([a-z0-9_]+)\.[\w-]+(?:\[[^\]]*\])?$/.exec(address) ?? [];
  return calls
    .filter((call) => isInside(address, call))
    .map((call) => lockedAt(call, address, type));
}

function isInside(address: string, call: ExternalCall): boolean {
  if (address.startsWith(`${call.address}.`)) return true;
  return (
    !call.counted &&
    withoutInstanceKeys(address).startsWith(`${withoutInstanceKeys(call.address)}.`)
  );
}

function lockedAt(call: ExternalCall, address: string, type: string): ResourceInCode {
  const { path, line, endLine, root, source, version } = call;
  const reason = `${call.address} calls ${source}, whose code is not here`;
  const module = version === null ? source : `${source} ${version}`;
  return {
    language: 'terraform',
    type,
    cloudTypes: cloudTypesOf(type),
    address,
    root,
    path,
    range: call.declaration.block.range,
    line,
    endLine,
    properties: mapValue(new Map(), null, false),
    tags: mapValue(new Map(), null, false),
    identities: [],
    placement: { region: unknownValue(reason, null), accounts: null, label: call.address },
    counted: true,
    ignored: [],
    locked: `${call.address} (${path}:${line}) calls ${module}, a module of someone else whose inputs are not known here: set the input that decides it at that call, or ask the owners of the module for one`,
    siblings: [],
  };
}

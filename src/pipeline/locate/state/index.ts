import { withoutInstanceKeys } from '../../../model/address.ts';
import type { CloudResource } from '../../../model/finding.ts';
import type { StateObjectName, TerraformState } from '../../../model/terraform-state.ts';

/** What a state says about a cloud resource. */
export interface StateAnswer {
  readonly address: string;
  readonly type: string;
  /** Set when the resource is only a part of what the address makes: `root volume`. */
  readonly part: string | null;
  /** Every address of the same state, without instance keys: they tell which root module it is the state of. */
  readonly beside: ReadonlySet<string>;
  /** Where the state was read; null or absent for one that was given for the checkout at hand. */
  readonly object?: StateObjectName | null;
  /** Set when nothing but likeness says that it is the state of the root module in question. */
  readonly isAlike?: true;
}

/** Looks up addresses by the ids of what they made. */
export type StateLookup = (cloud: CloudResource) => readonly StateAnswer[];

/**
 * Indexes states by id and ARN. An ARN may belong to two blocks (a topic and its policy), and two states
 * may know one resource: all are answers.
 */
export function indexStates(states: readonly TerraformState[]): StateLookup {
  const byId = new Map<string, StateAnswer[]>();
  for (const { object, resources } of states) {
    const beside = new Set(resources.map(({ address }) => withoutInstanceKeys(address)));
    for (const { address, type, ids, parts } of resources) {
      for (const id of new Set(ids)) add(byId, id, { address, type, part: null, beside, object });
      for (const { id, what } of parts)
        add(byId, id, { address, type, part: what, beside, object });
    }
  }
  return (cloud) => byId.get(cloud.id) ?? byArnTail(byId, cloud);
}

function add(byId: Map<string, StateAnswer[]>, id: string, answer: StateAnswer): void {
  const known = byId.get(id);
  if (known === undefined) byId.set(id, [answer]);
  else known.push(answer);
}

/** EC2's state ids are bare (`sg-…`) where findings carry the ARN. */
function byArnTail(byId: ReadonlyMap<string, readonly StateAnswer[]>, cloud: CloudResource) {
  const tail = cloud.id.slice(Math.max(cloud.id.lastIndexOf('/'), cloud.id.lastIndexOf(':')) + 1);
  const isBareId = /^[a-z]+-[0-9a-f]{8,17}$/.test(tail);
  return isBareId || /:s3:::/.test(cloud.id) ? (byId.get(tail) ?? []) : [];
}

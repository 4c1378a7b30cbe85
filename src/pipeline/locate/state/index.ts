import type { CloudResource } from '../../../model/finding.ts';
import type { StateEntry } from './read.ts';

/** What a state says about a cloud resource. */
export interface StateAnswer {
  readonly address: string;
  readonly type: string;
  /** Set when the resource is only a part of what the address makes: `root volume`. */
  readonly part: string | null;
}

/** Looks up addresses by the ids of what they made. */
export type StateLookup = (cloud: CloudResource) => readonly StateAnswer[];

/** Indexes state entries by id and ARN. An ARN may belong to two blocks (a topic and its policy): both are answers. */
export function indexState(entries: readonly StateEntry[]): StateLookup {
  const byId = new Map<string, StateAnswer[]>();
  const add = (id: string, answer: StateAnswer) => {
    const known = byId.get(id);
    if (known === undefined) byId.set(id, [answer]);
    else known.push(answer);
  };
  for (const { address, type, ids, parts } of entries) {
    for (const id of new Set(ids)) add(id, { address, type, part: null });
    for (const { id, what } of parts) add(id, { address, type, part: what });
  }
  return (cloud) => byId.get(cloud.id) ?? byArnTail(byId, cloud);
}

/** EC2's state ids are bare (`sg-…`) where findings carry the ARN. */
function byArnTail(byId: ReadonlyMap<string, readonly StateAnswer[]>, cloud: CloudResource) {
  const tail = cloud.id.slice(Math.max(cloud.id.lastIndexOf('/'), cloud.id.lastIndexOf(':')) + 1);
  const isBareId = /^[a-z]+-[0-9a-f]{8,17}$/.test(tail);
  return isBareId || /:s3:::/.test(cloud.id) ? (byId.get(tail) ?? []) : [];
}

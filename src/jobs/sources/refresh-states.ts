import type { S3Client } from '@aws-sdk/client-s3';
import { type ListedState, listStateObjects, readStateObject } from '../../aws/s3/state-objects.ts';
import type { OperatorOwner, StateLocation } from '../../config/operator/config.ts';
import { OutsideError } from '../../foundation/errors.ts';
import type { Owner } from '../../model/owner.ts';
import type { StateResource } from '../../model/terraform-state.ts';
import { readStateFile } from '../../pipeline/locate/state/read.ts';
import { reduceState } from '../../pipeline/locate/state/reduce.ts';
import { cursorOf, saveCursor } from '../../store/cursors.ts';
import { reopenFindings } from '../../store/findings.ts';
import { holdOwner, ownerNamed } from '../../store/owners.ts';
import type { Database } from '../../store/tables.ts';
import {
  forgetState,
  knownStates,
  type ReadState,
  saveState,
} from '../../store/terraform-states.ts';
import { remediateFindings } from '../kinds.ts';
import { type Reading, type SourceContext, sourceName } from './context.ts';
import { eachSource } from './each-source.ts';
import { isIn } from './state-places.ts';

/** In bytes. Larger states are named in the log and not used. */
const MAX_STATE = 32 * 1024 * 1024;
/** How many states are stored in one transaction. */
const AT_ONCE = 50;

/** What is new about one state; null resources: it is there no more. */
interface News extends ReadState {
  readonly resources: readonly StateResource[] | null;
}

/**
 * Reads the states that the operator lists for an owner, as far as they have changed, and keeps which address made
 * which id. What is new has every failing finding looked at again. A location that cannot be read leaves what it said
 * before as it was.
 */
export async function refreshStates(
  context: SourceContext,
  owner: OperatorOwner,
  signal: AbortSignal,
): Promise<void> {
  if ((await ownerNamed(context.db, owner.owner)) === null) return;
  await eachSource(context, owner, owner.state, signal, refreshLocation);
  const known = await knownStates(context.db, owner.owner);
  const unlisted = known.filter((state) => !owner.state.some((place) => isIn(state, place)));
  await record(context, owner.owner, unlisted.map(gone), null);
}

async function refreshLocation(
  context: SourceContext,
  { owner: { owner }, source, signal }: Reading<StateLocation>,
): Promise<void> {
  const { db, log } = context;
  const client = context.clients.s3(source);
  const listed = await listStateObjects(client, source, signal);
  const known = (await knownStates(db, owner)).filter((state) => isIn(state, source));
  const versions = new Map(known.map(({ key, version }) => [key, version]));
  const isNew = ({ key, version }: ListedState) =>
    version === null || versions.get(key) !== version;
  const changed = listed.filter(isNew);
  for (let start = 0; start < changed.length; start += AT_ONCE) {
    const news: News[] = [];
    for (const state of changed.slice(start, start + AT_ONCE)) {
      if (signal.aborted) return;
      const read = await readReduced(client, source, state.key, signal);
      if (!read.ok)
        log.warn({ owner, state: state.key, reason: read.reason }, 'a state is not used');
      if (read.resources !== null)
        news.push({ ...state, bucket: source.bucket, resources: read.resources });
    }
    await record(context, owner, news, null);
  }
  const present = new Set(listed.map(({ key }) => key));
  const missing = known.filter(({ key }) => !present.has(key));
  await record(context, owner, missing.map(gone), source);
}

/**
 * What may be kept of a state. One that is no state says nothing; of one that cannot be had, nothing is known (null).
 * Reasons never quote what a state holds.
 */
async function readReduced(
  client: S3Client,
  place: StateLocation,
  key: string,
  signal: AbortSignal,
): Promise<
  | { readonly ok: true; readonly resources: readonly StateResource[] }
  | { readonly ok: false; readonly reason: string; readonly resources: readonly [] | null }
> {
  try {
    const object = await readStateObject(client, place, key, MAX_STATE, signal);
    if (!object.ok) return { ...object, resources: [] };
    const state = readStateFile(object.text);
    if (state.ok) return { ok: true, resources: reduceState(state.value) };
    return { ok: false, reason: `s3://${place.bucket}/${key} ${state.error}.`, resources: [] };
  } catch (thrown) {
    // A key may be forbidden alone; when S3 is down or slow, the others need not be tried.
    if (!(thrown instanceof OutsideError) || thrown.retryable) throw thrown;
    return { ok: false, reason: thrown.message, resources: null };
  }
}

function gone({ bucket, key }: ReadState): News {
  return { bucket, key, version: null, resources: null };
}

/** `finished`: the place that was read to its end. The first time is news of its own: all that there is is known then. */
async function record(
  { db, queue, clock }: SourceContext,
  owner: Owner,
  news: readonly News[],
  finished: StateLocation | null,
): Promise<void> {
  if (news.length === 0 && finished === null) return;
  await db.transaction().execute(async (transaction) => {
    // Uninstalled in the meantime: what was purged must not come back.
    if (!(await holdOwner(transaction, owner))) return;
    const now = clock.now();
    let changes = 0;
    for (const state of news) if (await recordOne(transaction, owner, state, now)) changes++;
    if (finished !== null && (await finish(transaction, owner, finished, now))) changes++;
    if (changes === 0) return;
    await reopenFindings(transaction, owner);
    await queue.enqueue(remediateFindings, { owner }, { transaction });
  });
}

/** Notes that a place was read to its end. Says whether it is the first time. */
async function finish(
  db: Database,
  owner: Owner,
  place: StateLocation,
  now: Date,
): Promise<boolean> {
  const name = sourceName(place);
  const isFirst = (await cursorOf(db, owner, name)) === null;
  await saveCursor(db, owner, name, { readAt: now.toISOString() }, now);
  return isFirst;
}

async function recordOne(
  db: Database,
  owner: Owner,
  { resources, ...state }: News,
  now: Date,
): Promise<boolean> {
  return resources === null
    ? forgetState(db, owner, state)
    : saveState(db, owner, state, resources, now);
}

import { sql } from 'kysely';
import type { Owner } from '../model/owner.ts';
import { storableJson } from './storable-json.ts';
import type { Database } from './tables.ts';

/** Something that happens, with its time. */
export interface NewEvent {
  readonly at: Date;
  /** `outcome.fixed`, `change.opened` … */
  readonly kind: string;
  readonly repository?: string | null;
  /** A finding's key. */
  readonly finding?: string | null;
  readonly fingerprint?: string | null;
  readonly change?: string | null;
  readonly data?: unknown;
}

export interface StoredEvent {
  /** Grows with every event. */
  readonly seq: number;
  readonly at: Date;
  readonly kind: string;
  readonly repository: string | null;
  readonly finding: string | null;
  readonly fingerprint: string | null;
  readonly change: string | null;
  readonly data: unknown;
}

/** Which events; what is left out does not matter. */
export interface EventFilter {
  readonly finding?: string;
  readonly fingerprint?: string;
  readonly since?: Date;
  readonly after?: number;
  readonly limit: number;
}

/** Writes events down, in their order. They are never changed. */
export async function appendEvents(
  db: Database,
  owner: Owner,
  events: readonly NewEvent[],
): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map((event, position) => ({ ...event, position, data: event.data ?? null }));
  await sql`
    insert into events (owner, at, kind, repository, finding_key, fingerprint, change, data)
    select ${owner}, at, kind, repository, finding, fingerprint, change, coalesce(data, 'null')
    from jsonb_to_recordset(${storableJson(rows)}::text::jsonb) as given(position int,
      at timestamptz, kind text, repository text, finding text, fingerprint text, change text, data jsonb)
    order by position`.execute(db);
}

/** An owner's events, in the order they were written. */
export async function eventsOf(
  db: Database,
  owner: Owner,
  filter: EventFilter,
): Promise<readonly StoredEvent[]> {
  let query = db
    .selectFrom('events')
    .select([
      'seq',
      'at',
      'kind',
      'repository',
      'finding_key as finding',
      'fingerprint',
      'change',
      'data',
    ])
    .where('owner', '=', owner);
  if (filter.finding !== undefined) query = query.where('finding_key', '=', filter.finding);
  if (filter.fingerprint !== undefined) query = query.where('fingerprint', '=', filter.fingerprint);
  if (filter.since !== undefined) query = query.where('at', '>=', filter.since);
  if (filter.after !== undefined) query = query.where('seq', '>', filter.after);
  return query.orderBy('seq').limit(filter.limit).execute();
}

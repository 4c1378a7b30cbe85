import { z } from 'zod';
import { type FollowUpEvent, identityOf } from '../../pipeline/follow-up/event.ts';
import type { StoredFollowUpEvent } from '../../store/follow-up-events.ts';

const at = z.coerce.date();
const schema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('evaluation'),
    at,
    finding: z.string(),
    status: z.enum(['failed', 'passed', 'warning', 'not-available']),
    closure: z.enum(['archived', 'suppressed', 'resolved']).nullable(),
    // Older rows have neither.
    configuredAt: at.nullable().default(null),
    pendingUntil: at.nullable().default(null),
  }),
  z.object({
    kind: z.literal('examined'),
    at,
    result: z.enum(['located', 'not-located', 'unmanaged', 'refused', 'right']),
    codeSince: at.nullable(),
  }),
  z.object({ kind: z.enum(['proposed', 'declined', 'withdrawn']), at, number: z.number() }),
  z.object({ kind: z.literal('merged'), at, number: z.number(), replaces: z.boolean() }),
  z.object({
    kind: z.literal('applied'),
    at,
    by: z.enum(['deployment', 'configuration', 'pending']),
    pendingUntil: at.nullable(),
  }),
  z.object({
    kind: z.literal('gone'),
    at,
    finding: z.string(),
    remains: z.enum(['nothing', 'passing', 'failing', 'unknown']),
  }),
]);

/** An event as the store keeps it. */
export function toStored(event: FollowUpEvent, now: Date): StoredFollowUpEvent {
  const isEvaluation = event.kind === 'evaluation';
  return {
    identity: identityOf(event),
    event,
    firstSeen: isEvaluation ? event.firstSeen : now,
    lastSeen: isEvaluation ? event.lastSeen : now,
  };
}

/** An event from the store; none when it is of a kind that this version does not know. */
export function fromStored({ event, firstSeen, lastSeen }: StoredFollowUpEvent): FollowUpEvent[] {
  const { success, data } = schema.safeParse(event);
  if (!success) return [];
  return [data.kind === 'evaluation' ? { ...data, firstSeen, lastSeen } : data];
}

import type {
  ApplyEvidence,
  Evaluation,
  FollowUpEvent,
} from '../../../src/pipeline/follow-up/event.ts';

export const HOUR = 3_600_000;
export const patience = { evaluation: 26 * HOUR };

/** Hours after a beginning. */
export function at(hours: number): Date {
  return new Date(Date.UTC(2026, 0, 1) + hours * HOUR);
}

export function evaluation(
  hours: number,
  status: Evaluation['status'],
  differs: Partial<Evaluation> = {},
): Evaluation {
  return {
    kind: 'evaluation',
    at: at(hours),
    finding: 'f',
    status,
    closure: status === 'passed' ? 'resolved' : null,
    firstSeen: at(hours),
    lastSeen: at(hours),
    configuredAt: null,
    pendingUntil: null,
    ...differs,
  };
}

export const fails = (hours: number, differs: Partial<Evaluation> = {}) =>
  evaluation(hours, 'failed', differs);
export const passes = (hours: number, differs: Partial<Evaluation> = {}) =>
  evaluation(hours, 'passed', differs);
export const archived = (hours: number, differs: Partial<Evaluation> = {}) =>
  evaluation(hours, 'not-available', { closure: 'archived', ...differs });

type Result = Extract<FollowUpEvent, { kind: 'examined' }>['result'];

export function examined(
  hours: number,
  result: Result,
  codeSince: Date | null = null,
): FollowUpEvent {
  return { kind: 'examined', at: at(hours), result, codeSince };
}

export function pull(
  kind: 'proposed' | 'merged' | 'declined' | 'withdrawn',
  hours: number,
  number = 1,
  replaces = false,
): FollowUpEvent {
  return { kind, at: at(hours), number, ...(kind === 'merged' ? { replaces } : {}) };
}

export function applied(
  hours: number,
  pendingUntil: Date | null = null,
  by: ApplyEvidence = 'deployment',
): FollowUpEvent {
  return { kind: 'applied', at: at(hours), by, pendingUntil };
}

export function gone(
  hours: number,
  remains: 'nothing' | 'passing' | 'failing' | 'unknown',
  finding = 'f',
): FollowUpEvent {
  return { kind: 'gone', at: at(hours), finding, remains };
}

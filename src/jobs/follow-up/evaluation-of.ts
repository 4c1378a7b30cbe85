import type { Closure, ComplianceStatus, Finding } from '../../model/finding.ts';
import { pendingUntil } from '../../pipeline/follow-up/pending.ts';
import { findingKey } from '../../store/findings.ts';

/** What a source says of a finding now. */
export interface NewEvaluation {
  readonly key: string;
  readonly evaluatedAt: Date;
  readonly status: ComplianceStatus;
  readonly closure: Closure | null;
  /** As in `Evaluation`. */
  readonly configuredAt: Date | null;
  readonly pendingUntil: Date | null;
}

/** A finding as an evaluation. */
export function evaluationOf(finding: Finding, now: Date): NewEvaluation {
  const { source, id, status, resource } = finding;
  // A time to come would outrank every later word.
  const evaluatedAt = pastTime(finding.updatedAt, now) ?? now;
  return {
    key: findingKey(source, id),
    evaluatedAt,
    status,
    closure: finding.closure ?? (finding.active ? null : 'archived'),
    configuredAt: pastTime(finding.configuredAt ?? null, now),
    pendingUntil: pendingUntil(resource.details, evaluatedAt),
  };
}

function pastTime(text: string | null, now: Date): Date | null {
  const time = new Date(text ?? '');
  return Number.isNaN(time.getTime()) || time > now ? null : time;
}

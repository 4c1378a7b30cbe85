/** How much may be asked of the reviewers of one repository. */
export interface DeliveryLimits {
  /** Pull requests of ours that may be open at once. */
  readonly open: number;
  /** Pull requests that may be opened within an hour. */
  readonly perHour: number;
}

/** What was asked of them so far. */
export interface DeliveryCounts {
  readonly open: number;
  readonly openedLastHour: number;
}

/** Why no further pull request may be opened now, in one sentence; null when one may. */
export function limitReached(limits: DeliveryLimits, counts: DeliveryCounts): string | null {
  if (counts.open >= limits.open)
    return `${counts.open} pull requests are open and the limit is ${limits.open} (limits.open): it is opened once one is merged or closed.`;
  if (counts.openedLastHour >= limits.perHour)
    return `${counts.openedLastHour} pull requests were opened within the last hour and the limit is ${limits.perHour} (limits.per-hour): it is opened later.`;
  return null;
}

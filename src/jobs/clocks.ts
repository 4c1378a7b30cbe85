import type { ClockSample } from '../metrics/clocks.ts';
import type { Severity } from '../model/finding.ts';
import type { Owner } from '../model/owner.ts';
import { CLOCKS, type ClockName } from '../pipeline/follow-up/clocks/clock.ts';
import { type ClockReport, ClockTally, type Period } from '../pipeline/follow-up/clocks/report.ts';
import type { FollowUpState } from '../pipeline/follow-up/situation.ts';
import { journeysOf } from '../store/journeys.ts';
import type { Database } from '../store/tables.ts';

/** The clocks of an owner (null: of all) for what was found since a time. */
export async function readClocks(
  db: Database,
  owner: Owner | null,
  period: Period,
): Promise<ClockReport> {
  const tally = new ClockTally(period);
  for await (const journeys of journeysOf(db, owner))
    for (const journey of journeys)
      tally.add({
        ...journey,
        // Written by us, from the same types.
        state: journey.state as FollowUpState,
        severity: journey.severity as Severity,
      });
  return tally.report();
}

/** The largest groups; each is a label of its own. */
const MOST_GROUPS = 100;

/** The report as numbers without owner, repository or team: metrics are the operator's. */
export function clockSamples(report: ClockReport): readonly ClockSample[] {
  const samples: ClockSample[] = [];
  for (const clock of Object.keys(CLOCKS) as ClockName[]) {
    const { median, p90, ended, open, unknown } = report.clocks[clock];
    for (const [quantile, value] of [
      ['0.5', median],
      ['0.9', p90],
    ] as const)
      if (value !== null)
        samples.push({ name: 'clock_seconds', labels: { clock, quantile }, value: value / 1000 });
    samples.push({ name: 'findings', labels: { clock, state: 'ended' }, value: ended });
    samples.push({ name: 'findings', labels: { clock, state: 'open' }, value: open });
    samples.push({ name: 'findings', labels: { clock, state: 'unknown' }, value: unknown });
  }
  for (const grouping of ['severity', 'control'] as const)
    for (const { group, median, p90 } of report.timeToRemediate[grouping].slice(0, MOST_GROUPS))
      for (const [quantile, value] of [
        ['0.5', median],
        ['0.9', p90],
      ] as const) {
        const labels = { by: grouping, group, quantile };
        if (value !== null)
          samples.push({ name: 'remediate_seconds', labels, value: value / 1000 });
      }
  const open = report.backlog.at(-1)?.open;
  if (open !== undefined) samples.push({ name: 'backlog', labels: {}, value: open });
  for (const [state, value] of Object.entries(report.apart))
    samples.push({ name: 'apart', labels: { state }, value });
  const { rate } = report.recurrence;
  if (rate !== null) samples.push({ name: 'recurrence_rate', labels: {}, value: rate });
  return samples;
}

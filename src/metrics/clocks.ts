import { Gauge, type Registry } from 'prom-client';

/** One number of the clocks. Labels have few values each. */
export interface ClockSample {
  readonly name:
    | 'clock_seconds'
    | 'remediate_seconds'
    | 'findings'
    | 'backlog'
    | 'apart'
    | 'recurrence_rate';
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const GAUGES = {
  clock_seconds: {
    help: 'How long findings take, open ones counted as long as they have been. Absent when too few have ended.',
    labelNames: ['clock', 'quantile'],
  },
  remediate_seconds: {
    help: 'How long findings take from found to verified, by severity and by control.',
    labelNames: ['by', 'group', 'quantile'],
  },
  backlog: { help: 'Findings that are open now.', labelNames: [] },
  findings: { help: 'Findings on each clock.', labelNames: ['clock', 'state'] },
  apart: {
    help: 'Findings that the clocks leave out, by where they ended.',
    labelNames: ['state'],
  },
  recurrence_rate: { help: 'The share of what was verified that failed again.', labelNames: [] },
} as const;

/** How long numbers are kept, in milliseconds: they are worked out from every finding's way. */
const KEPT = 300_000;

/** Registers the clocks. They are asked for when the page is read, at most every five minutes. */
export function registerClocks(
  registers: Registry[],
  now: () => Date,
  read: () => Promise<readonly ClockSample[]>,
): void {
  let known: { readonly at: number; readonly samples: Promise<readonly ClockSample[]> } | null =
    null;
  const samples = () => {
    const at = now().getTime();
    if (known === null || at - known.at >= KEPT) known = { at, samples: read() };
    return known.samples;
  };
  for (const [name, { help, labelNames }] of Object.entries(GAUGES)) {
    const gauge = new Gauge({
      name: `sprinkler_follow_up_${name}`,
      help,
      labelNames,
      registers,
      collect: async () => {
        gauge.reset();
        const own = (await samples()).filter((sample) => sample.name === name);
        for (const { labels, value } of own) gauge.set(labels, value);
      },
    });
  }
}

import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { type ClockSample, registerClocks } from './clocks.ts';

/** How many jobs of one kind wait and run. */
export interface Depth {
  readonly job: string;
  readonly waiting: number;
  readonly running: number;
}

/** What is counted, and the page that Prometheus reads. */
export interface Metrics {
  /** The page, as Prometheus text. */
  page(): Promise<{ readonly contentType: string; readonly text: string }>;
  findings(result: 'accepted' | 'duplicate' | 'rejected' | 'set-aside', count: number): void;
  delivery(event: string, result: 'stored' | 'duplicate' | 'unused'): void;
  request(route: string, method: string, status: number, seconds: number): void;
  job(run: { readonly job: string; readonly result: string; readonly seconds: number }): void;
  outcome(outcome: string): void;
  /** Asked each time that the page is read. */
  watchDepths(read: () => Promise<readonly Depth[]>): void;
  /** Asked when the page is read, at most every five minutes. */
  watchClocks(read: () => Promise<readonly ClockSample[]>, now: () => Date): void;
}

/** Metrics of their own registry. Labels have few values each: no owner, repository or finding is one. */
export function createMetrics(): Metrics {
  const registers = [new Registry()];
  const [registry = new Registry()] = registers;
  const findings = new Counter({
    name: 'sprinkler_findings_total',
    help: 'Findings that arrived, by what became of them on arrival.',
    labelNames: ['result'],
    registers,
  });
  const deliveries = new Counter({
    name: 'sprinkler_deliveries_total',
    help: "GitHub's webhook deliveries.",
    labelNames: ['event', 'result'],
    registers,
  });
  const requests = new Histogram({
    name: 'sprinkler_http_request_seconds',
    help: 'Answered requests, by how long that took.',
    labelNames: ['route', 'method', 'status'],
    buckets: [0.005, 0.02, 0.1, 0.5, 1, 5],
    registers,
  });
  const jobs = new Histogram({
    name: 'sprinkler_job_seconds',
    help: 'Runs of jobs, by how long they took and how they ended.',
    labelNames: ['job', 'result'],
    buckets: [0.1, 1, 5, 30, 120, 600],
    registers,
  });
  const outcomes = new Counter({
    name: 'sprinkler_outcomes_total',
    help: 'Outcomes of findings.',
    labelNames: ['outcome'],
    registers,
  });
  return {
    page: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
    findings: (result, count) => findings.inc({ result }, count),
    delivery: (event, result) => deliveries.inc({ event, result }),
    request: (route, method, status, seconds) =>
      requests.observe({ route, method, status: String(status) }, seconds),
    job: ({ job, result, seconds }) => jobs.observe({ job, result }, seconds),
    outcome: (outcome) => outcomes.inc({ outcome }),
    watchClocks: (read, now) => registerClocks(registers, now, read),
    watchDepths: (read) => {
      const gauge = new Gauge({
        name: 'sprinkler_jobs',
        help: 'Jobs that wait or run, and dead letters.',
        labelNames: ['job', 'state'],
        registers,
        collect: async () => {
          for (const { job, waiting, running } of await read()) {
            gauge.set({ job, state: 'waiting' }, waiting);
            gauge.set({ job, state: 'running' }, running);
          }
        },
      });
    },
  };
}

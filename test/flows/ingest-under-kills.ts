import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { createLog } from '../../src/foundation/log.ts';
import { openConnection, type StoreLocation } from '../../src/store/connection.ts';
import { post } from '../entrances/service.ts';
import type { Simulator } from '../github-simulator/simulator.ts';
import { bucketFinding } from '../support/app.ts';
import { randomFrom } from '../support/random.ts';
import { type ServerProcess, startServer, TOKEN } from './server-process.ts';

export interface Trial {
  readonly findings: number;
  /** Findings of one request. */
  readonly batch: number;
  readonly kills: number;
  readonly seed: number;
  /** Whether to wait, after the last one came, until every finding was worked on. */
  readonly work: boolean;
}

/** What came of it. */
export interface TrialFigures {
  readonly seconds: number;
  /** Until all were worked on, after that; null when that was not waited for. */
  readonly workSeconds: number | null;
  readonly requests: number;
  /** Requests that were not answered by 202, and sent again. */
  readonly repeated: number;
  /** Findings said to be accepted in answers that arrived. */
  readonly accepted: number;
  /** Memory of the server in MB, sampled ten times a second; of each life the first samples are left out. */
  readonly memory: readonly number[];
  readonly stored: StoredFindings;
}

export interface StoredFindings {
  readonly findings: number;
  /** Differing ids among them. */
  readonly ids: number;
  /** Entries of the history: more than findings where one was taken in twice. */
  readonly history: number;
  readonly evaluations: number;
  readonly outcomes: number;
  readonly pending: number;
}

const SENDERS = 2;
const WARM_UP = 10;

/**
 * Posts findings in batches to the real server, which dies at random moments and is started again;
 * what was not acknowledged is sent again.
 */
export async function ingestUnderKills(
  simulator: Simulator,
  location: StoreLocation,
  trial: Trial,
): Promise<TrialFigures> {
  const random = randomFrom(trial.seed);
  const deaths = Array.from({ length: trial.kills }, () => random() * trial.findings).sort(
    (a, b) => a - b,
  );
  const batches = batchesOf(trial);
  const memory: number[] = [];
  let server = await startServer(simulator, location);
  let stop = watch(server, memory);
  let restarting: Promise<void> = Promise.resolve();
  let [acknowledged, requests, repeated, accepted] = [0, 0, 0, 0];

  const restart = async (): Promise<void> => {
    // In the middle of what the senders do meanwhile.
    await sleep(random() * 100);
    stop();
    await server.kill();
    server = await startServer(simulator, location);
    stop = watch(server, memory);
  };
  const send = async (batch: readonly object[]): Promise<void> => {
    for (;;) {
      requests++;
      const answer = await acknowledgement(server.url, batch);
      if (answer !== null) {
        accepted += answer.accepted;
        acknowledged += batch.length;
        break;
      }
      repeated++;
      await restarting;
      await sleep(50);
    }
    if (acknowledged < (deaths[0] ?? Number.POSITIVE_INFINITY)) return;
    deaths.shift();
    restarting = restarting.then(restart);
  };
  const start = performance.now();
  await Promise.all(
    Array.from({ length: SENDERS }, async () => {
      for (let batch = batches.shift(); batch !== undefined; batch = batches.shift())
        await send(batch);
    }),
  );
  await restarting;
  const seconds = (performance.now() - start) / 1000;
  const workSeconds = trial.work ? await worked(location) : null;
  stop();
  await server.kill();
  const stored = await storedFindings(location);
  return { seconds, workSeconds, requests, repeated, accepted, memory, stored };
}

/** Waits until no finding waits to be worked on; how long that took, in seconds. */
async function worked(location: StoreLocation): Promise<number> {
  const start = performance.now();
  while ((await storedFindings(location)).pending > 0) await sleep(1000);
  return (performance.now() - start) / 1000;
}

function batchesOf({ findings, batch }: Trial): object[][] {
  const all = Array.from({ length: findings }, (_, index) => bucketFinding(`acme-load-${index}`));
  return Array.from({ length: Math.ceil(findings / batch) }, (_, index) =>
    all.slice(index * batch, (index + 1) * batch),
  );
}

/** What the server acknowledged; null when it did not: whether it took anything is then not known. */
async function acknowledgement(
  url: string,
  batch: readonly object[],
): Promise<{ accepted: number; duplicates: number } | null> {
  try {
    const response = await post(url, batch, TOKEN);
    const body = await response.json();
    if (response.status !== 202) return null;
    if (body.accepted + body.duplicates !== batch.length)
      throw new RangeError(`Of ${batch.length} findings it said ${JSON.stringify(body)}.`);
    return body;
  } catch (thrown) {
    if (thrown instanceof RangeError) throw thrown;
    return null;
  }
}

/** Samples the memory until it is told to stop. */
function watch(server: ServerProcess, memory: number[]): () => void {
  let seen = 0;
  const timer = setInterval(() => {
    const used = server.memory();
    if (used !== null && ++seen > WARM_UP) memory.push(used);
  }, 100);
  return () => clearInterval(timer);
}

async function storedFindings(location: StoreLocation): Promise<StoredFindings> {
  const { db, close } = await openConnection(location, createLog('silent'));
  const counted = await sql<StoredFindings>`
    select (select count(*) from findings) as findings,
      (select count(distinct id) from findings where id like 'finding-acme-load-%') as ids,
      (select count(*) from finding_history) as history,
      (select count(*) from evaluations) as evaluations,
      (select count(*) from outcomes) as outcomes,
      (select count(*) from findings where pending) as pending`.execute(db);
  await close();
  const [row] = counted.rows;
  if (row === undefined) throw new Error('The store could not be counted.');
  return row;
}

/**
 * 100,000 findings posted to the real server on PostgreSQL, killed at random ten times meanwhile.
 * `--work` then waits until each has an outcome.
 *   node test/judges/ingest-under-kills.ts [--findings N] [--batch N] [--kills N] [--seed N] [--work]
 * Exit status 1 when something was lost or taken in twice.
 */
import { parseArgs } from 'node:util';
import { ingestUnderKills } from '../flows/ingest-under-kills.ts';
import { startSimulator } from '../github-simulator/simulator.ts';
import { postgresDatabases } from '../store/databases.ts';
import { bucketCode, CONFIG } from '../support/app.ts';

const { values } = parseArgs({
  options: {
    findings: { type: 'string', default: '100000' },
    batch: { type: 'string', default: '500' },
    kills: { type: 'string', default: '10' },
    seed: { type: 'string', default: '1' },
    work: { type: 'boolean', default: false },
  },
});
const [findings, batch, kills, seed] = [
  values.findings,
  values.batch,
  values.kills,
  values.seed,
].map(Number) as [number, number, number, number];

const databases = await postgresDatabases();
const simulator = await startSimulator();
const files = { '.github/sprinkler.yml': CONFIG, 'main.tf': bucketCode('acme-load-7') };
simulator.install('acme', [await simulator.repository('acme/infra', files)]);
const figures = await ingestUnderKills(simulator, await databases.fresh(), {
  findings,
  batch,
  kills,
  seed,
  work: values.work,
});
await simulator.close();
await databases.stop();

const { seconds, workSeconds, requests, repeated, stored, memory } = figures;
const sorted = [...memory].sort((a, b) => a - b);
const megabytes = (value: number | undefined) => `${(value ?? 0).toFixed(0)} MB`;
const quarters = [0, 1, 2, 3].map((quarter) => {
  const share = memory.slice((quarter * memory.length) / 4, ((quarter + 1) * memory.length) / 4);
  return megabytes(share.sort((a, b) => a - b)[share.length >> 1]);
});
process.stdout.write(`seed ${seed}: ${findings} findings, ${kills} kills
${seconds.toFixed(1)} s (${(findings / seconds).toFixed(0)} findings/s, restarts included)${workSeconds === null ? '' : `, then ${workSeconds.toFixed(0)} s until each had an outcome`}
${requests} requests, ${repeated} of them sent again
stored: ${JSON.stringify(stored)}
memory of the server after warm-up: first ${megabytes(memory[0])}, median ${megabytes(sorted[sorted.length >> 1])}, last ${megabytes(memory.at(-1))}, max ${megabytes(sorted.at(-1))}; median of each quarter ${quarters.join(', ')} (${memory.length} samples)
`);
const { outcomes, pending, ...counts } = stored;
const isWhole = Object.values(counts).every((count) => count === findings);
const isWorked = pending === 0 && outcomes === findings;
process.exitCode = isWhole && (isWorked || !values.work) ? 0 : 1;

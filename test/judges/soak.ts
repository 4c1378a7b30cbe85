/**
 * Weeks of simulated traffic with trouble at GitHub, AWS and the database, and the same weeks without:
 * both must end in the same state.
 *   node test/judges/soak.ts [--days N] [--seed N] [--times N]
 * Exit status 1 when they differ: the differences are printed.
 */
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { live } from '../flows/soak/soak.ts';
import { tellStory } from '../flows/soak/story.ts';
import { startPostgres } from '../store/databases.ts';

const { values } = parseArgs({
  options: {
    days: { type: 'string', default: '28' },
    seed: { type: 'string', default: '1' },
    times: { type: 'string', default: '1' },
  },
});
const server = await startPostgres();
for (let seed = Number(values.seed); seed < Number(values.seed) + Number(values.times); seed++) {
  const start = performance.now();
  const story = tellStory(seed, Number(values.days));
  const quiet = await live(server, story, null);
  const between = performance.now();
  const troubled = await live(server, story, seed);
  const isSame = isDeepStrictEqual(quiet, troubled);
  const [calm, storm] = [between - start, performance.now() - between];
  process.stdout.write(
    `seed ${seed}, ${values.days} days, ${story.turns.flat().length} happenings: ${quiet.store.findings?.length} findings, ${quiet.issues.length} pull requests and issues; ${isSame ? 'the same' : 'DIFFERS'} (${(calm / 1000).toFixed(0)} s without trouble, ${(storm / 1000).toFixed(0)} s with)\n`,
  );
  if (isSame) continue;
  process.exitCode = 1;
  const rows = { ...quiet.store, issues: quiet.issues, notified: quiet.notified };
  const others = { ...troubled.store, issues: troubled.issues, notified: troubled.notified };
  for (const [name, expected] of Object.entries(rows)) {
    const texts = (list: readonly unknown[]) => new Set(list.map((row) => JSON.stringify(row)));
    const [one, other] = [texts(expected), texts(others[name as keyof typeof others] ?? [])];
    for (const row of one) if (!other.has(row)) process.stdout.write(`  - ${name} ${row}\n`);
    for (const row of other) if (!one.has(row)) process.stdout.write(`  + ${name} ${row}\n`);
  }
}
await server.stop();

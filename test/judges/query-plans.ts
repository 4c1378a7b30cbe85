/**
 * 1,000,000 findings in PostgreSQL: how it answers each hot query of the store.
 *   node test/judges/query-plans.ts [--findings N]
 * Exit status 1 when one reads more than it has to.
 */
import { parseArgs } from 'node:util';
import { postgresDatabases } from '../store/databases.ts';
import { explainHotQueries } from '../store/plans/explain.ts';

const { values } = parseArgs({ options: { findings: { type: 'string', default: '1000000' } } });
const databases = await postgresDatabases();
const start = performance.now();
const plans = await explainHotQueries(await databases.fresh(), Number(values.findings));
await databases.stop();

process.stdout.write('| query | statement | index | ms |\n| --- | --- | --- | --- |\n');
for (const { query, statement, indexes, milliseconds, complaints } of plans) {
  const cells = [
    query,
    `\`${statement.slice(0, 40)}\``,
    indexes.join(', ') || '–',
    milliseconds.toFixed(1),
  ];
  process.stdout.write(
    `| ${cells.join(' | ')} |${complaints.map((each) => ` ${each}`).join('')}\n`,
  );
}
const seconds = (performance.now() - start) / 1000;
process.stdout.write(`${values.findings} findings, ${seconds.toFixed(0)} s in all\n`);
process.exitCode = plans.some(({ complaints }) => complaints.length > 0) ? 1 : 0;

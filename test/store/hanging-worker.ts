/** A process of its own that takes one job and never ends it: the test kills it. Arguments: database URL or `-`, data directory. */
import { createLog } from '../../src/foundation/log.ts';
import { openStore } from '../../src/store/store.ts';
import { numberJob } from './samples.ts';

const [databaseUrl, dataDirectory] = process.argv.slice(2);
const job = numberJob();
const store = await openStore(
  {
    databaseUrl: databaseUrl === '-' ? null : (databaseUrl ?? null),
    dataDirectory: dataDirectory ?? '',
  },
  { jobs: [job], log: createLog('silent'), heartbeatSeconds: 10 },
);
await store.queue.enqueue(job, { owner: 'o', n: 1 });
await store.queue.work(
  job,
  async () => {
    process.stdout.write('running\n');
    await new Promise(() => undefined);
  },
  1,
);

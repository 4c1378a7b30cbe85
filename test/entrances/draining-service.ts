/** A service in a process of its own whose one job takes a second. Arguments: data directory. Says its address, then what it does. */
import { setTimeout as sleep } from 'node:timers/promises';
import { stopOnSignals } from '../../src/entrances/server/service.ts';
import { createLog } from '../../src/foundation/log.ts';
import { remediateFindings } from '../../src/jobs/kinds.ts';
import { startTestService } from './service.ts';

const [dataDirectory = ''] = process.argv.slice(2);
const { service, url } = await startTestService(
  { databaseUrl: null, dataDirectory },
  {
    startJobs: async ({ queue }) => {
      await queue.work(
        remediateFindings,
        async () => {
          process.stdout.write('running\n');
          await sleep(1000);
          process.stdout.write('done\n');
        },
        1,
      );
    },
  },
);
stopOnSignals(service, createLog('silent'));
process.stdout.write(`${url}\n`);

import { readStoreSettings } from '../../config/environment.ts';
import { loadVariables, variablesFrom } from '../../config/variables.ts';
import { UserError } from '../../foundation/errors.ts';
import { createLog, withoutSecrets } from '../../foundation/log.ts';
import { plainText } from '../../foundation/text.ts';
import { JOB_KINDS } from '../../jobs/kinds.ts';
import type { JobQueue } from '../../store/queue/job-queue.ts';
import { openStore } from '../../store/store.ts';
import type { Caller } from './caller.ts';
import { type ExitStatus, exitStatus } from './exit-status.ts';
import { renderTable } from './render/table.ts';

const SHOWN = 1000;

/** `sprinkler dead-letters list`: the jobs that were given up on, and why. */
export async function listDeadLetters(
  caller: Caller,
  { json }: { readonly json?: boolean },
): Promise<ExitStatus> {
  const letters = await withQueue(caller, (queue) => queue.deadLetters(SHOWN));
  if (json) {
    caller.out.write(`${JSON.stringify(letters, null, 2)}\n`);
  } else if (letters.length === 0) {
    caller.out.write('There are no dead letters.\n');
  } else {
    const rows = letters.map(({ id, job, owner, tries, failedAt, reason }) => [
      id,
      job,
      plainText(owner, 40),
      `${tries} tries`,
      failedAt.toISOString(),
      withoutSecrets(plainText(reason, 200)),
    ]);
    caller.out.write(`${renderTable(rows, 200)}\n`);
  }
  return exitStatus.ran;
}

/** `sprinkler dead-letters retry`: tries them again, these or all. */
export async function retryDeadLetters(
  caller: Caller,
  ids: readonly string[],
): Promise<ExitStatus> {
  const wrong = ids.find((id) => !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id));
  if (wrong !== undefined)
    throw new UserError(`"${plainText(wrong, 60)}" is no id of a dead letter; list shows them.`);
  const count = await withQueue(caller, (queue) =>
    queue.retryDeadLetters(ids.length === 0 ? undefined : ids),
  );
  caller.out.write(`${count} ${count === 1 ? 'job is' : 'jobs are'} tried again.\n`);
  return exitStatus.ran;
}

/** Looks at the queue without doing its work or upkeep. */
async function withQueue<T>(caller: Caller, use: (queue: JobQueue) => Promise<T>): Promise<T> {
  const variables = new Map([...loadVariables(), ...variablesFrom(caller.environment, null)]);
  const log = createLog('silent');
  const store = await openStore(readStoreSettings(variables), {
    jobs: JOB_KINDS,
    log,
    supervise: false,
  });
  try {
    return await use(store.queue);
  } finally {
    await store.close(0);
  }
}

import type { OperatorConfig, OperatorOwner } from '../../config/operator/config.ts';
import type { JobQueue } from '../../store/queue/job-queue.ts';
import { type SourceContext, sourcesOfKind } from './context.ts';
import { drainFindingsQueue, retryMessage } from './drain-queues.ts';
import { eachSource } from './each-source.ts';
import {
  drainQueuesJob,
  pollConfigJob,
  pollSecurityHubJob,
  recheckJob,
  refreshStatesJob,
  sweepSecurityHubJob,
  takeMessage,
  writeBackJob,
} from './kinds.ts';
import { pollConfig } from './poll-config.ts';
import { pollSecurityHub } from './poll-security-hub.ts';
import { recheckFindings } from './recheck.ts';
import { refreshStates } from './refresh-states.ts';
import { sweepSecurityHub } from './sweep-security-hub.ts';
import { writeBackFindings } from './write-back.ts';

/** What is read when, in UTC. Security Hub's sweep is heavy and finds little that the poll did not. */
const SCHEDULES = [
  [pollSecurityHubJob, ['security-hub'], '*/5 * * * *'],
  [sweepSecurityHubJob, ['security-hub'], '41 */12 * * *'],
  [recheckJob, ['security-hub', 'config'], '*/10 * * * *'],
  [pollConfigJob, ['config'], '19 * * * *'],
  [drainQueuesJob, ['sqs'], '* * * * *'],
  [refreshStatesJob, ['state'], '37 * * * *'],
] as const;

/** An owner with a slow source must not keep the others waiting. */
const AT_ONCE = 4;

/**
 * Schedules the reading of an owner's sources, and stops what it has none of; calling it again changes nothing.
 * States are asked for at once, also to forget those that the operator no longer lists.
 */
export async function scheduleSources(queue: JobQueue, owner: OperatorOwner): Promise<void> {
  for (const [job, kinds, cron] of SCHEDULES) {
    const listed = kinds.flatMap((kind): readonly unknown[] =>
      kind === 'state' ? owner.state : sourcesOfKind(owner, kind),
    );
    if (listed.length === 0) await queue.unschedule(job, owner.owner);
    else await queue.schedule(job, cron, { owner: owner.owner });
  }
  await queue.enqueue(refreshStatesJob, { owner: owner.owner });
}

/** Starts the workers that read sources. An owner that the configuration no longer names has none. */
export async function workOnSources(
  context: SourceContext,
  operator: OperatorConfig,
): Promise<void> {
  const readers = [
    [pollSecurityHubJob, reader('security-hub', pollSecurityHub)],
    [sweepSecurityHubJob, reader('security-hub', sweepSecurityHub)],
    [pollConfigJob, reader('config', pollConfig)],
    [drainQueuesJob, reader('sqs', drainFindingsQueue)],
    [recheckJob, recheckFindings],
    [refreshStatesJob, refreshStates],
  ] as const;
  for (const [job, read] of readers) {
    const handler = async ({
      payload,
      signal,
    }: {
      payload: { owner: string };
      signal: AbortSignal;
    }) => {
      const owner = operator.owners.get(payload.owner);
      if (owner !== undefined) await read(context, owner, signal);
    };
    await context.queue.work(job, handler, AT_ONCE);
  }
  await context.queue.work(
    takeMessage,
    async ({ payload }) => {
      const owner = operator.owners.get(payload.owner);
      if (owner !== undefined) await retryMessage(context, owner, payload);
    },
    1,
  );
  await context.queue.work(
    writeBackJob,
    async ({ payload, signal }) => {
      const owner = operator.owners.get(payload.owner);
      if (owner !== undefined) await writeBackFindings(context, owner, payload, signal);
    },
    1,
  );
}

type Kind = 'security-hub' | 'config' | 'sqs';

function reader<K extends Kind>(
  kind: K,
  read: Parameters<typeof eachSource<ReturnType<typeof sourcesOfKind<K>>[number]>>[4],
) {
  return (context: SourceContext, owner: OperatorOwner, signal: AbortSignal) =>
    eachSource(context, owner, sourcesOfKind(owner, kind), signal, read);
}

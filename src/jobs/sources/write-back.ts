import { writeBack } from '../../aws/security-hub/write-back.ts';
import type { OperatorOwner } from '../../config/operator/config.ts';
import { appendEvents } from '../../store/events.ts';
import { findingKey } from '../../store/findings.ts';
import { type SourceContext, sourcesOfKind } from './context.ts';
import type { WriteBackJob } from './kinds.ts';

/**
 * Marks findings as notified in every Security Hub of the owner that wants it, with the pull request.
 * Where one was, it is written down; a Hub that does not have it says so and nothing happens.
 */
export async function writeBackFindings(
  context: SourceContext,
  owner: OperatorOwner,
  { findings, pullRequest }: WriteBackJob,
  signal: AbortSignal,
): Promise<void> {
  const note = `Sprinkler has opened a pull request: ${pullRequest}`;
  for (const source of sourcesOfKind(owner, 'security-hub')) {
    if (!source.writeBack) continue;
    const client = context.clients.securityHub(source);
    const request = { findingIds: findings, status: 'NOTIFIED' as const, note };
    const results = await writeBack(client, request, signal);
    const at = context.clock.now();
    const told = results.filter(({ result }) => result === 'written' || result === 'failed');
    await appendEvents(
      context.db,
      owner.owner,
      told.map(({ findingId, result, reason }) => ({
        at,
        kind: `write-back.${result}`,
        finding: findingKey('security-hub', findingId),
        data: { pullRequest, reason },
      })),
    );
  }
}

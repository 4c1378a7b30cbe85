import type { OperatorOwner } from '../../config/operator/config.ts';
import { messageOf, OutsideError } from '../../foundation/errors.ts';
import { appendEvents } from '../../store/events.ts';
import { type Reading, type Source, type SourceContext, sourceName } from './context.ts';

/**
 * Reads an owner's sources side by side. One that is down, slow or wrong is written down and touches no
 * other; the next turn of the schedule tries it again from where it was. Bugs are thrown.
 */
export async function eachSource<S extends Source>(
  context: SourceContext,
  owner: OperatorOwner,
  sources: readonly S[],
  signal: AbortSignal,
  read: (context: SourceContext, reading: Reading<S>) => Promise<void>,
): Promise<void> {
  const results = await Promise.allSettled(
    sources.map((source) => read(context, { owner, source, signal })),
  );
  for (const [index, result] of results.entries()) {
    const source = sources[index];
    if (result.status === 'fulfilled' || source === undefined) continue;
    if (!(result.reason instanceof OutsideError)) throw result.reason;
    const name = sourceName(source);
    const reason = messageOf(result.reason);
    context.log.error({ owner: owner.owner, source: name, reason }, 'a source cannot be read');
    const at = context.clock.now();
    const data = { source: name, reason };
    await appendEvents(context.db, owner.owner, [{ at, kind: 'source.failed', data }]);
  }
}

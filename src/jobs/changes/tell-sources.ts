import type { Owner } from '../../model/owner.ts';
import { findingsByKey } from '../../store/findings.ts';
import type { Database } from '../../store/tables.ts';
import type { Services } from '../services.ts';
import { writeBackJob } from '../sources/kinds.ts';

/** Tells the sources that want to know that a pull request answers these findings, by their keys. */
export async function tellSources(
  { queue, operator }: Services,
  transaction: Database,
  owner: Owner,
  keys: readonly string[],
  pullRequest: string,
): Promise<void> {
  const wantsToKnow = operator.owners
    .get(owner)
    ?.sources.some((source) => source.kind === 'security-hub' && source.writeBack);
  if (wantsToKnow !== true || keys.length === 0) return;
  const findings = (await findingsByKey(transaction, owner, keys))
    .filter(({ finding }) => finding.source === 'security-hub')
    .map(({ finding }) => finding.id);
  const payload = { owner, findings, pullRequest };
  if (findings.length > 0) await queue.enqueue(writeBackJob, payload, { transaction });
}

import type { OperatorOwner } from '../../config/operator/config.ts';
import type { Finding } from '../../model/finding.ts';
import { readReport } from '../../pipeline/ingest/read-report.ts';
import { findingKey } from '../../store/findings.ts';
import type { Database } from '../../store/tables.ts';
import { takeInFindings } from '../take-in-findings.ts';
import type { SourceContext } from './context.ts';

export interface ReportOf {
  readonly owner: OperatorOwner;
  /** The source's name. */
  readonly via: string;
  /** What the source gave, as the reader of its format takes it. */
  readonly report: object;
  readonly within?: (transaction: Database) => Promise<void>;
}

/** Reads what a source gave and takes it in. Gives the findings that were understood. */
export async function takeReport(
  context: SourceContext,
  { owner, via, report, within }: ReportOf,
): Promise<readonly Finding[]> {
  const { findings, invalid, setAside } = readReport(JSON.stringify(report));
  const taken = await takeInFindings(context, {
    owner: owner.owner,
    accounts: owner.accounts,
    findings,
    via,
    onlyKnownPasses: true,
    ...(within === undefined ? {} : { within }),
  });
  const counts = {
    ...taken,
    rejected: taken.rejected.length,
    invalid: invalid.length,
    setAside: setAside.length,
  };
  const level = taken.rejected.length + invalid.length > 0 ? 'warn' : 'debug';
  const [first] = [...taken.rejected, ...invalid];
  context.log[level](
    { owner: owner.owner, source: via, ...counts, reason: first?.reason },
    'findings were read from a source',
  );
  return findings;
}

/** Closes the findings that a source was asked for and did not name. */
export async function closeUnnamed(
  context: SourceContext,
  { owner, via }: Pick<ReportOf, 'owner' | 'via'>,
  asked: readonly Finding[],
  named: ReadonlySet<string>,
): Promise<void> {
  const now = context.clock.now();
  await takeInFindings(context, {
    owner: owner.owner,
    accounts: owner.accounts,
    findings: asked
      .filter(({ source, id }) => !named.has(findingKey(source, id)))
      .map((finding) => withoutSource(finding, now)),
    via,
    onlyKnownPasses: true,
  });
}

/** A finding that its source does not have any more: nothing says that it was fixed. */
function withoutSource(finding: Finding, now: Date): Finding {
  return {
    ...finding,
    status: 'not-available',
    active: false,
    closure: 'archived',
    updatedAt: now.toISOString(),
  };
}

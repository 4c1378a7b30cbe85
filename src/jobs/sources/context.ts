import type { AwsClients } from '../../aws/clients.ts';
import type { FindingSource, OperatorOwner } from '../../config/operator/config.ts';
import type { Log } from '../../foundation/log.ts';
import type { Intake } from '../take-in-findings.ts';

/** What reading from sources needs. */
export interface SourceContext extends Intake {
  readonly clients: AwsClients;
  readonly log: Log;
}

/** One source of one owner. */
export interface Reading<S extends FindingSource> {
  readonly owner: OperatorOwner;
  readonly source: S;
  /** Aborted when the job has to end. */
  readonly signal: AbortSignal;
}

/** A name for a source that stays the same while it does: for its cursor and for where findings came from. */
export function sourceName(source: FindingSource): string {
  const { kind, region, roleArn } = source;
  const what =
    source.kind === 'sqs'
      ? source.queueUrl
      : source.kind === 'config'
        ? (source.aggregator ?? '')
        : [...source.products, ...source.severities].join(',');
  return [kind, region, roleArn ?? 'own', what].join(' ');
}

/** The owner's sources of one kind. */
export function sourcesOfKind<K extends FindingSource['kind']>(
  owner: OperatorOwner,
  kind: K,
): readonly Extract<FindingSource, { kind: K }>[] {
  return owner.sources.filter(
    (source): source is Extract<FindingSource, { kind: K }> => source.kind === kind,
  );
}

import type { AwsClients } from '../../aws/clients.ts';
import type { FindingSource, OperatorOwner, StateLocation } from '../../config/operator/config.ts';
import type { Log } from '../../foundation/log.ts';
import type { Intake } from '../take-in-findings.ts';

/** What reading from sources needs. */
export interface SourceContext extends Intake {
  readonly clients: AwsClients;
  readonly log: Log;
}

/** Whatever is read at AWS for an owner. */
export type Source = FindingSource | StateLocation;

/** One source of one owner. */
export interface Reading<S extends Source> {
  readonly owner: OperatorOwner;
  readonly source: S;
  /** Aborted when the job has to end. */
  readonly signal: AbortSignal;
}

/** A name for a source that stays the same while it does: for its cursor and for where findings came from. */
export function sourceName(source: Source): string {
  const { kind, region, roleArn } = source;
  return [kind, region, roleArn ?? 'own', whatIsRead(source)].join(' ');
}

function whatIsRead(source: Source): string {
  switch (source.kind) {
    case 'sqs':
      return source.queueUrl;
    case 'config':
      return source.aggregator ?? '';
    case 'security-hub':
      return [...source.products, ...source.severities].join(',');
    case 'state':
      return `s3://${source.bucket}/${source.prefix}`;
  }
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

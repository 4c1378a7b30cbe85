import type { AwsAccess } from '../../model/aws-access.ts';
import type { Severity } from '../../model/finding.ts';
import type { Owner } from '../../model/owner.ts';

/** Findings of Security Hub; in an aggregation region, those of its linked regions too. */
export interface SecurityHubSource extends AwsAccess {
  readonly kind: 'security-hub';
  /** Products' names as Security Hub writes them (`Security Hub`, `Prowler`); empty for all. */
  readonly products: readonly string[];
  /** Empty for all. */
  readonly severities: readonly Severity[];
  /** Whether a finding is marked as notified, with the pull request's address. */
  readonly writeBack: boolean;
}

/** Non-compliant resources of Config, of one account and region or of an aggregator. */
export interface ConfigSource extends AwsAccess {
  readonly kind: 'config';
  readonly aggregator: string | null;
}

/** A queue that EventBridge writes findings to. */
export interface QueueSource extends AwsAccess {
  readonly kind: 'sqs';
  readonly queueUrl: string;
}

/** Where findings are fetched from. */
export type FindingSource = SecurityHubSource | ConfigSource | QueueSource;

/** Where Terraform state may be read. */
export interface StateLocation extends AwsAccess {
  readonly kind: 'state';
  readonly bucket: string;
  readonly prefix: string;
}

/** What the operator says of one GitHub owner. */
export interface OperatorOwner {
  readonly owner: Owner;
  /** The AWS accounts that belong to it; null: all, which only a service for a single owner may say. */
  readonly accounts: ReadonlySet<string> | null;
  /** The values of its tokens for `POST /findings`. Secret. */
  readonly findingsTokens: readonly string[];
  readonly sources: readonly FindingSource[];
  readonly state: readonly StateLocation[];
  /** The owner's private repository in which the clocks are told every week; absent: nowhere. */
  readonly weeklyIssue?: string;
  /** The owner's private repository whose issues tell what no code makes; absent: nowhere at GitHub. */
  readonly unmanagedIssues?: string;
}

/** Who is served, and what belongs to whom. Nothing in a repository can add to it. */
export interface OperatorConfig {
  readonly owners: ReadonlyMap<Owner, OperatorOwner>;
}

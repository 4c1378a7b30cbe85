import type { Owner } from '../../model/owner.ts';

/** How AWS is reached for one source or location. */
export interface AwsAccess {
  readonly region: string;
  readonly roleArn: string | null;
  readonly externalId: string | null;
}

/** Where findings are fetched from. */
export type FindingSource = AwsAccess &
  (
    | { readonly kind: 'security-hub' }
    | { readonly kind: 'config'; readonly aggregator: string | null }
  );

/** Where Terraform state may be read. */
export interface StateLocation extends AwsAccess {
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
}

/** Who is served, and what belongs to whom. Nothing in a repository can add to it. */
export interface OperatorConfig {
  readonly owners: ReadonlyMap<Owner, OperatorOwner>;
}

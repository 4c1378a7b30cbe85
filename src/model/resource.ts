import type { Range } from './source.ts';
import type { MapValue, Value } from './value.ts';

/** The languages that are edited. */
export type LanguageId = 'terraform' | 'cloudformation';

/** Something that tells which cloud resource a block makes. Several of one attribute are alternatives. */
export interface Identity {
  /** The argument it comes from: `bucket`, `name`, `arn`, `BucketName`. */
  readonly attribute: string;
  /** `name`: what the source calls the resource. `prefix`: the name begins so. `arn`: the whole ARN. */
  readonly kind: 'name' | 'prefix' | 'arn';
  readonly value: Value;
}

/** What the code says of the account and region in which a resource is made. */
export interface Placement {
  /** The region; an unknown value where the code does not determine it. */
  readonly region: Value;
  /** Account ids that the provider is limited to (`allowed_account_ids`, `assume_role`); null when it says nothing. */
  readonly accounts: readonly string[] | null;
  /** Where that is said, for people. */
  readonly label: string;
}

/** One instance of a resource, as the code makes it. */
export interface ResourceInCode {
  readonly language: LanguageId;
  /** The language's type: `aws_s3_bucket`, `AWS::S3::Bucket`. */
  readonly type: string;
  /** CloudFormation type names of the cloud resources it can be; the finding's resource type is matched with them. */
  readonly cloudTypes: readonly string[];
  /** Terraform: `module.site.aws_s3_bucket.this["eu"]`. CloudFormation: the logical id. */
  readonly address: string;
  /** The unit of code it is evaluated in: root module directory, or template path. Addresses are unique in it. */
  readonly root: string;
  readonly path: string;
  /** The whole block. */
  readonly range: Range;
  readonly line: number;
  readonly endLine: number;
  /** Its arguments and nested blocks. Blocks that can stand once are maps, others lists of maps. */
  readonly properties: MapValue;
  /** Inherited tags included (provider `default_tags`, stack tags). */
  readonly tags: MapValue;
  readonly identities: readonly Identity[];
  readonly placement: Placement;
  /** How sure it is that the resource exists: false only when `count` or `for_each` could not be evaluated. */
  readonly counted: boolean;
  /** Arguments whose changes the code tells the tool to ignore (`ignore_changes`); `all` for everything. */
  readonly ignored: readonly string[] | 'all';
  /** Why nobody should edit it by hand (generated, vendored, someone else's module), with what to edit instead; null when one may. */
  readonly locked: string | null;
  /**
   * What becomes of the running resource when an update replaces it, where the code says so (`UpdateReplacePolicy`).
   * `refuse`: the tool makes no such update (`prevent_destroy`).
   */
  readonly onReplace?: 'delete' | 'retain' | 'snapshot' | 'refuse';
  /** Terraform: a condition in the code that its own values fail, with its place; absent when none is known to. */
  readonly failedCondition?: string;
  /** Terraform: the versions of the provider that the code allows (`= 5.100.0` from a lock file, `~> 5.0`); null when it does not say. */
  readonly providerVersion?: string | null;
  /** CloudFormation: names that the template's stack may have, where something says so; absent in languages without stacks. */
  readonly stackNames?: readonly Value[];
  /** Terraform: the addresses that it had before `moved` blocks gave it this one, latest first. */
  readonly formerAddresses?: readonly string[];
  /** Terraform: the ids under which `import` blocks take it over. */
  readonly imported?: readonly Value[];
  /** Other instances that the same block makes, by address. */
  readonly siblings: readonly string[];
}

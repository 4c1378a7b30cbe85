/** As much of a resource in Terraform's state as is kept: a state holds secrets, this does not. */
export interface StateResource {
  readonly address: string;
  readonly type: string;
  /** The resource's own id and ARN. */
  readonly ids: readonly string[];
  /** Things it made on the way, with what they are: `root volume`, `default security group`. */
  readonly parts: readonly { readonly id: string; readonly what: string }[];
}

/** The object in S3 that is a state. */
export interface StateObjectName {
  readonly bucket: string;
  readonly key: string;
}

/** Where the code says that a root module keeps its state; null for what it leaves to the command line. */
export interface StateBackend {
  /** `s3`, `gcs`, `remote` …; `cloud` for a `cloud` block. */
  readonly type: string;
  readonly bucket: string | null;
  readonly key: string | null;
  /** What the keys of workspaces other than the default one begin with. */
  readonly workspacePrefix: string | null;
  /** The account in which the state is kept, where the role or the name of the bucket says so. */
  readonly account: string | null;
}

/** What one state says, and where it was read; null where it was given for the checkout at hand. */
export interface TerraformState {
  readonly object: StateObjectName | null;
  readonly resources: readonly StateResource[];
}

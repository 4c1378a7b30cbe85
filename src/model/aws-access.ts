/** How AWS is reached for one source or location, as the operator says. */
export interface AwsAccess {
  readonly region: string;
  /** The role to assume; null for the service's own credentials. */
  readonly roleArn: string | null;
  readonly externalId: string | null;
}

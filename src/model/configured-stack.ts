/** A line of the repository's configuration that says how a CloudFormation stack is deployed. */
export interface ConfiguredStack {
  /** The stack's name; `*` stands for any characters. */
  readonly name: string;
  /** The path of its template. */
  readonly template: string;
  /** The file with its parameters; null where the configuration does not say. */
  readonly parameterFile: string | null;
  readonly account: string | null;
  readonly region: string | null;
}

/** Whether a stack may be one of this account and region; what is not known fits. */
export function isDeployedTo(
  stack: Pick<ConfiguredStack, 'account' | 'region'>,
  place: { readonly account: string | null; readonly region: string | null },
): boolean {
  return fits(stack.account, place.account) && fits(stack.region, place.region);
}

function fits(configured: string | null, actual: string | null): boolean {
  return configured === null || actual === null || configured === actual;
}

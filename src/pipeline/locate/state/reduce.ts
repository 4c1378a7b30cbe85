import type { StateResource } from '../../../model/terraform-state.ts';

/** Types of AWS whose id is a credential, or half of one. */
const SECRET_IDS: ReadonlySet<string> = new Set(['aws_appsync_api_key', 'aws_iam_access_key']);

/**
 * What may be stored of a state. An id of other providers may be the secret itself (`random_string`), and no finding
 * is about it: only the address stays, which helps to tell what the state is of.
 */
export function reduceState(resources: readonly StateResource[]): readonly StateResource[] {
  return resources.map((resource) =>
    resource.type.startsWith('aws_') && !SECRET_IDS.has(resource.type)
      ? resource
      : { ...resource, ids: [], parts: [] },
  );
}

import type { StateLocation } from '../../config/operator/config.ts';
import type { StateObjectName } from '../../model/terraform-state.ts';

/** Whether a state is in a place that the operator lists. */
export function isIn(state: StateObjectName, place: StateLocation): boolean {
  return state.bucket === place.bucket && state.key.startsWith(place.prefix);
}

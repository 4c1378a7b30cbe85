import { UserError } from '../../foundation/errors.ts';
import type { TerraformState } from '../../model/terraform-state.ts';
import { indexStates, type StateLookup } from '../../pipeline/locate/state/index.ts';
import { readState } from '../../pipeline/locate/state/read.ts';
import type { Caller } from './caller.ts';
import { readInput } from './read-inputs.ts';

/**
 * The state files as one lookup; null when none was named.
 * @throws UserError naming the file that is no state.
 */
export async function readStates(
  caller: Caller,
  files: readonly string[],
): Promise<StateLookup | null> {
  if (files.length === 0) return null;
  const states: TerraformState[] = [];
  for (const file of files) {
    const state = readState(await readInput(caller, file));
    if (!state.ok) throw new UserError(`${file} ${state.error}`);
    states.push({ object: null, resources: state.value });
  }
  return indexStates(states);
}

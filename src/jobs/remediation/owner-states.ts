import type { Owner } from '../../model/owner.ts';
import { indexStates, type StateLookup } from '../../pipeline/locate/state/index.ts';
import { cursorOf } from '../../store/cursors.ts';
import type { Database } from '../../store/tables.ts';
import { knownStates, statesOf } from '../../store/terraform-states.ts';
import type { Services } from '../services.ts';
import { sourceName } from '../sources/context.ts';
import { isIn } from '../sources/state-places.ts';

/** What an owner's Terraform states say. */
export interface OwnerStates {
  /** Null without any. */
  readonly lookup: StateLookup | null;
  /** Differs when anything about them does. */
  readonly mark: string;
}

/** The states of an owner in the places that the operator lists now. */
export async function ownerStates(
  { db, operator }: Pick<Services, 'db' | 'operator'>,
  owner: Owner,
): Promise<OwnerStates> {
  const places = operator.owners.get(owner)?.state ?? [];
  const mark = await statesMark(db, owner);
  const states = (await statesOf(db, owner)).filter(
    ({ object }) => object !== null && places.some((place) => isIn(object, place)),
  );
  return { lookup: states.length === 0 ? null : indexStates(states), mark };
}

/** Whether every place that the operator lists was read at least once. */
export async function statesAreRead(
  { db, operator }: Pick<Services, 'db' | 'operator'>,
  owner: Owner,
): Promise<boolean> {
  const places = operator.owners.get(owner)?.state ?? [];
  const read = await Promise.all(places.map((place) => cursorOf(db, owner, sourceName(place))));
  return read.every((cursor) => cursor !== null);
}

/** What tells whether states have said something new since. */
export async function statesMark(db: Database, owner: Owner): Promise<string> {
  const known = await knownStates(db, owner);
  return JSON.stringify(
    known.map(({ bucket, key, changedAt }) => [bucket, key, changedAt.getTime()]),
  );
}

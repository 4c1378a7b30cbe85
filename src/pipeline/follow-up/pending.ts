import { isJsonObject, type Json, type JsonObject } from '../../foundation/json.ts';

const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const WINDOW = /^[a-z]{3}:\d{2}:\d{2}-([a-z]{3}):(\d{2}):(\d{2})$/;
const MINUTE = 60_000;
const WEEK = 7 * 24 * 60 * MINUTE;
/** A Sunday. */
const SUNDAY = Date.UTC(1970, 0, 4);

/**
 * Until when a change of the resource is put off: where the source's details (`AwsRdsDbInstance`,
 * `AwsRedshiftCluster`, Config's items of them) name pending values and a maintenance window, the end of the
 * next window after `at`. Null when nothing is pending, or no window is named.
 */
export function pendingUntil(details: JsonObject, at: Date): Date | null {
  if (!isPending(field(details, 'pendingModifiedValues'))) return null;
  const window = field(details, 'preferredMaintenanceWindow');
  const parts = typeof window === 'string' ? WINDOW.exec(window.toLowerCase()) : null;
  if (parts === null) return null;
  const [, day = '', hours, minutes] = parts;
  const weekday = DAYS.indexOf(day);
  if (weekday === -1) return null;
  const end = SUNDAY + ((weekday * 24 + Number(hours)) * 60 + Number(minutes)) * MINUTE;
  const weeks = Math.floor((at.getTime() - end) / WEEK) + 1;
  return new Date(end + weeks * WEEK);
}

/** Security Hub begins names with a capital, Config does not. */
function field(details: JsonObject, name: string): Json | undefined {
  const capital = name.charAt(0).toUpperCase() + name.slice(1);
  for (const key of [capital, name]) if (Object.hasOwn(details, key)) return details[key];
  return undefined;
}

/** Whether anything is in it; the sources also write empty shells. */
function isPending(value: Json | undefined): boolean {
  return isJsonObject(value) && Object.values(value).some((each) => isPending(each) || isSet(each));
}

function isSet(value: Json): boolean {
  return value !== null && value !== '' && typeof value !== 'object';
}

// Seconds since 1970 stay below this until the year 5138; milliseconds passed it in 1973.
const SECONDS_BELOW = 1e11;

/** A number of seconds or milliseconds since 1970 as ISO 8601; null when it is no such time. */
export function isoTime(time: number | null | undefined): string | null {
  if (time == null || !Number.isFinite(time) || time <= 0) return null;
  const date = new Date(time < SECONDS_BELOW ? time * 1000 : time);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

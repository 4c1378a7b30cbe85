import { isJsonObject, type Json, type JsonObject } from '../../foundation/json.ts';
import { clean } from './clean.ts';
import { type Format, invalid, type Reading, setAside } from './format.ts';
import { noticeOf } from './notices.ts';
import { shown } from './words.ts';

const DEEPEST = 12;

/** Keys under which envelopes carry a list of findings or one of them, the outermost first. */
const carriers = [
  'Findings', // GetFindings, BatchImportFindings
  'findings', // EventBridge, exports
  'Finding',
  'finding',
  'listFindingsResults', // Google Cloud
  'Records', // Lambda's events from SQS and SNS
  'Messages', // SQS's ReceiveMessage
  'Sns',
  'Message', // SNS; a text, mostly
  'body', // SQS in Lambda; a text
  'Body', // SQS
  'detail',
  'data',
] as const;

/** Reads whatever findings a JSON value holds, through any nesting of envelopes. */
export function readEnvelope(
  value: Json,
  path: string,
  formats: readonly Format[],
): readonly Reading[] {
  const readings: Reading[] = [];
  unwrap(value, path, 0);
  return readings;

  function unwrap(inner: Json, place: string, depth: number): void {
    if (depth > DEEPEST) {
      readings.push(
        invalid(null, 'report', `${place}: is wrapped in more than ${DEEPEST} envelopes.`),
      );
    } else if (isList(inner)) {
      for (const [index, item] of inner.entries()) unwrap(item, `${place}[${index}]`, depth + 1);
    } else if (isJsonObject(inner)) {
      unwrapObject(inner, place, depth);
    } else if (typeof inner === 'string' && depth > 0) {
      unwrapText(inner, place, depth);
    } else {
      readings.push(
        invalid(null, 'report', `${place}: expected an object, received ${typeof inner}.`),
      );
    }
  }

  /** SNS and SQS carry JSON as a text. */
  function unwrapText(text: string, place: string, depth: number): void {
    let parsed: Json;
    try {
      parsed = JSON.parse(text);
    } catch {
      readings.push(invalid(null, 'report', `${place}: the message is not JSON.`));
      return;
    }
    unwrap(parsed, `${place}(JSON)`, depth + 1);
  }

  function unwrapObject(object: JsonObject, place: string, depth: number): void {
    const format = formats.find((each) => each.recognises(object));
    if (format !== undefined) {
      for (const reading of readItem(format, object, place)) readings.push(reading);
      return;
    }
    const notice = noticeOf(object, (inner) => recognised(inner, formats));
    if (notice !== null) {
      readings.push(setAside(null, notice.source, `${place}: ${notice.reason}`));
      return;
    }
    const carried = carriers.filter((key) => holds(object[key]));
    for (const key of carried) unwrap(object[key] ?? null, `${place}.${key}`, depth + 1);
    if (carried.length === 0)
      readings.push(invalid(null, 'report', unknown(object, place, formats)));
  }
}

function readItem(format: Format, object: JsonObject, path: string): readonly Reading[] {
  const value = clean(object);
  if (value === null) return [invalid(null, format.id, `${path}: is nested too deeply.`)];
  return format.read({ value, path });
}

function recognised(object: JsonObject, formats: readonly Format[]): boolean {
  return holds(object.findings) || formats.some((each) => each.recognises(object));
}

function unknown(object: JsonObject, path: string, formats: readonly Format[]): string {
  const keys = Object.keys(object);
  const named = keys.slice(0, 5).map(shown).join(', ');
  const more = keys.length > 5 ? ', …' : '';
  const known = formats.map(({ id }) => id).join(', ');
  const what = keys.length === 0 ? 'an empty object' : `an object with the keys ${named}${more}`;
  return `${path}: ${what} is no finding in a known format (${known}).`;
}

function holds(value: Json | undefined): boolean {
  return (typeof value === 'object' && value !== null) || typeof value === 'string';
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

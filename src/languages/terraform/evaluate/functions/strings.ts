import type { Value } from '../../../../model/value.ts';
import { toStringValue } from '../convert.ts';
import { Text } from '../text.ts';
import {
  booleanValue,
  failedValue,
  isFailed,
  listValue,
  stringValue,
  unknownValue,
} from '../values.ts';
import { type Call, define, type FunctionGroup, type TerraformFunction } from './function.ts';

/** Functions over strings that need no searching. */
export const stringFunctions: FunctionGroup = {
  lower: characterwise((character) => character.toLowerCase()),
  upper: characterwise((character) => character.toUpperCase()),
  // A word begins after anything that is neither letter, digit nor underscore, an apostrophe included.
  title: plain((text) => text.replace(/(?<![\p{L}\p{N}_])\p{L}/gu, (first) => first.toUpperCase())),
  chomp: plain((text) => text.replace(/(\r?\n)+$/, '')),
  trimspace: plain((text) => text.trim()),
  strrev: plain((text) => [...text].reverse().join('')),
  trim: define(['string', 'string'], (call, text, cutset) =>
    stringValue(trimmedEnd(trimmedStart(text, cutset), cutset), call.origin),
  ),
  trimprefix: define(['string', 'string'], (call, text, prefix) =>
    stringValue(text.startsWith(prefix) ? text.slice(prefix.length) : text, call.origin),
  ),
  trimsuffix: define(['string', 'string'], (call, text, suffix) =>
    stringValue(
      suffix !== '' && text.endsWith(suffix) ? text.slice(0, -suffix.length) : text,
      call.origin,
    ),
  ),
  startswith: define(['any', 'string'], (call, text, prefix) =>
    knownEnd(
      call,
      text,
      (known) => known.startsWith(prefix),
      (pattern) => pattern[0],
      prefix,
    ),
  ),
  endswith: define(['any', 'string'], (call, text, suffix) =>
    knownEnd(
      call,
      text,
      (known) => known.endsWith(suffix),
      (pattern) => pattern.at(-1),
      suffix,
    ),
  ),
  strcontains: define(['string', 'string'], (call, text, part) =>
    booleanValue(text.includes(part), call.origin),
  ),
  substr: define(['string', 'number', 'number'], (call, text, offset, length) => {
    const characters = [...text];
    const start = offset < 0 ? Math.max(0, characters.length + offset) : offset;
    const end = length < 0 ? characters.length : start + length;
    return stringValue(characters.slice(start, end).join(''), call.origin);
  }),
  indent: define(['number', 'string'], (call, spaces, text) =>
    stringValue(
      text.replaceAll('\n', `\n${' '.repeat(Math.min(Math.max(spaces, 0), 1000))}`),
      call.origin,
    ),
  ),
  split: define(['string', 'string'], (call, separator, text) => {
    const parts = separator === '' ? [...text] : text.split(separator);
    return listValue(
      parts.map((part) => stringValue(part, call.origin)),
      call.origin,
    );
  }),
  join: (args, call) => join(args, call),
};

function plain(change: (text: string) => string): TerraformFunction {
  return define(['string'], (call, text) => stringValue(change(text), call.origin));
}

/** A change of each character on its own: it can be made in the known parts of a pattern. */
function characterwise(changed: (character: string) => string): TerraformFunction {
  // Like Go, and unlike JavaScript, one character stays one character: ß has no capital.
  const change = (text: string) =>
    Array.from(text, (character) => {
      const other = changed(character);
      return other.length === character.length ? other : character;
    }).join('');
  return define(['any'], (call, arg) => {
    const value = toStringValue(arg);
    if (value.kind === 'string') return stringValue(change(value.value), call.origin);
    if (value.kind !== 'unknown') return failedValue('a string is required', call.origin);
    if (isFailed(value)) return { ...value, origin: call.origin };
    const pattern = value.pattern?.map((part) => (part === null ? null : change(part)));
    return unknownValue(value.reason, call.origin, pattern === undefined ? {} : { pattern });
  });
}

/** `startswith` and `endswith` are often decided by the known end of a string. */
function knownEnd(
  call: Call,
  arg: Value,
  test: (known: string) => boolean,
  endOf: (pattern: readonly (string | null)[]) => string | null | undefined,
  wanted: string,
): Value {
  const value = toStringValue(arg);
  if (value.kind === 'string') return booleanValue(test(value.value), call.origin);
  const end = value.kind === 'unknown' ? endOf(value.pattern ?? []) : null;
  if (typeof end === 'string' && end.length >= wanted.length) {
    return booleanValue(test(end), call.origin);
  }
  return unknownValue(
    value.kind === 'unknown' ? value.reason : 'a string is required',
    call.origin,
  );
}

function trimmedStart(text: string, cutset: string): string {
  let start = 0;
  while (start < text.length && cutset.includes(text[start] ?? '')) start += 1;
  return text.slice(start);
}

function trimmedEnd(text: string, cutset: string): string {
  let end = text.length;
  while (end > 0 && cutset.includes(text[end - 1] ?? '')) end -= 1;
  return text.slice(0, end);
}

function join(args: readonly Value[], call: Call): Value {
  const [separator, ...lists] = args.map((arg, index) => (index === 0 ? toStringValue(arg) : arg));
  const text = new Text(call.scope.surroundings.budget);
  let first = true;
  for (const list of lists) {
    const items = list.kind === 'list' ? list.items : [list];
    for (const item of items) {
      if (!first && separator !== undefined) text.addValue(separator);
      text.addValue(toStringValue(item));
      first = false;
    }
    if (list.kind === 'list' && list.complete === false) {
      text.addHole('not all elements of the list are known');
    }
  }
  return text.value(call.origin);
}

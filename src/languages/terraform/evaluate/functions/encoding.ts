import { parse } from 'yaml';
import type { Json } from '../../../../foundation/json.ts';
import type { Value } from '../../../../model/value.ts';
import { MAX_TEXT } from '../budget.ts';
import { addJson, decodeJson, fromJson } from '../json.ts';
import { Text } from '../text.ts';
import { failedValue, stringValue, unknownValue, withDocument } from '../values.ts';
import { type Call, define, type FunctionGroup } from './function.ts';

/** Functions that encode and decode. */
export const encodingFunctions: FunctionGroup = {
  jsonencode: define(['any'], (call, value) => {
    const text = new Text(call.scope.surroundings.budget);
    addJson(text, value);
    return withDocument(text.value(call.origin), value);
  }),
  jsondecode: define(['any'], (call, value) => {
    const json = decodeJson(value, call.origin);
    if (json !== null) return json;
    return value.kind === 'unknown'
      ? unknownValue(value.reason, call.origin)
      : failedValue('jsondecode() cannot read the text', call.origin);
  }),
  // The library's own limit on aliases keeps a small text from growing into a huge value.
  yamldecode: define(['string'], (call, text) =>
    decoded(call, text, (source) => parse(source, { maxAliasCount: 100 }) as Json),
  ),
  base64encode: define(['string'], (call, text) =>
    stringValue(Buffer.from(text, 'utf8').toString('base64'), call.origin),
  ),
  base64decode: define(['string'], (call, text) => {
    const bytes = Buffer.from(text, 'base64');
    return bytes.toString('base64') === text && Buffer.from(bytes.toString('utf8')).equals(bytes)
      ? stringValue(bytes.toString('utf8'), call.origin)
      : failedValue('the text is not base64 of UTF-8', call.origin);
  }),
  urlencode: define(['string'], (call, text) =>
    stringValue(
      encodeURIComponent(text)
        .replaceAll('%20', '+')
        .replace(
          /[!'()*]/g,
          (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
        ),
      call.origin,
    ),
  ),
};

function decoded(call: Call, text: string, decode: (text: string) => Json): Value {
  if (text.length > MAX_TEXT || !call.scope.surroundings.budget.spend(text.length / 8)) {
    return unknownValue('the text is too long to be decoded', call.origin);
  }
  try {
    return fromJson(decode(text), call.origin);
  } catch {
    return failedValue(`${call.name}() cannot read the text`, call.origin);
  }
}

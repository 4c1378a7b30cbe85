import type { Value } from '../../../../model/value.ts';
import {
  failedValue,
  listValue,
  mapValue,
  nullValue,
  stringValue,
  unknownValue,
} from '../values.ts';
import { type Call, define, type FunctionGroup } from './function.ts';
import { type Compiled, compile, isAffordable } from './regular-expressions.ts';

/** Functions that search strings. */
export const patternFunctions: FunctionGroup = {
  replace: define(['string', 'string', 'string'], (call, text, search, replacement) => {
    const inner = /^\/(.+)\/$/s.exec(search)?.[1];
    if (inner === undefined)
      return stringValue(
        text.replaceAll(search, () => replacement),
        call.origin,
      );
    return searched(call, inner, text, ({ expression }) =>
      stringValue(replaced(text, expression, replacement), call.origin),
    );
  }),
  regex: define(['string', 'string'], (call, pattern, text) =>
    searched(call, pattern, text, ({ expression }) => {
      const match = expression.exec(text);
      if (match === null) return failedValue('the regular expression matches nothing', call.origin);
      return captured(match, call);
    }),
  ),
  regexall: define(['string', 'string'], (call, pattern, text) =>
    searched(call, pattern, text, ({ expression }) =>
      listValue(
        Array.from(text.matchAll(expression), (match) => captured(match, call)),
        call.origin,
      ),
    ),
  ),
};

function searched(
  call: Call,
  pattern: string,
  text: string,
  run: (compiled: Extract<Compiled, { expression: RegExp }>) => Value,
): Value {
  const compiled = compile(pattern);
  if ('refused' in compiled) return unknownValue(compiled.refused, call.origin);
  return isAffordable(text, compiled.degree, call.scope.surroundings.budget)
    ? run(compiled)
    : unknownValue('the text is too long for this regular expression', call.origin);
}

/** The whole match, or its groups: as a map when they are named. */
function captured(match: RegExpExecArray, call: Call): Value {
  const part = (text: string | undefined) =>
    text === undefined ? nullValue(call.origin) : stringValue(text, call.origin);
  if (match.groups !== undefined) {
    const entries = Object.entries(match.groups).map(([name, text]) => [name, part(text)] as const);
    return mapValue(new Map(entries), call.origin);
  }
  return match.length === 1 ? part(match[0]) : listValue(match.slice(1).map(part), call.origin);
}

/** Every match replaced; as in Go, nothing matches the emptiness right behind another match. */
function replaced(text: string, expression: RegExp, replacement: string): string {
  let result = '';
  let end = 0;
  for (const match of text.matchAll(expression)) {
    if (match[0] === '' && match.index === end && end > 0) continue;
    result += text.slice(end, match.index) + expand(replacement, match);
    end = match.index + match[0].length;
  }
  return result + text.slice(end);
}

/** Go's replacement templates: `$1`, `${1}`, `$name`, `$$`. */
function expand(template: string, match: RegExpExecArray): string {
  const groups = new Map(Object.entries(match.groups ?? {}));
  return template.replace(/\$(?:\$|(\w+)|\{(\w+)\})/g, (whole, bare?: string, braced?: string) => {
    const name = bare ?? braced;
    if (name === undefined) return whole === '$$' ? '$' : whole;
    const found = /^\d+$/.test(name) ? match[Number(name)] : groups.get(name);
    return found ?? '';
  });
}

import type { Value } from '../../../../model/value.ts';
import { numberText, toBooleanValue, toNumberValue, toStringValue } from '../convert.ts';
import { jsonText } from '../json.ts';
import { Text } from '../text.ts';
import { failedValue, listValue, unknownValue } from '../values.ts';
import type { Call, FunctionGroup } from './function.ts';

/** `format` and `formatlist`, with the verbs of https://developer.hashicorp.com/terraform/language/functions/format. */
export const formatFunctions: FunctionGroup = {
  format: (args, call) => {
    const [spec, ...values] = args;
    return spec === undefined
      ? failedValue('format() needs a format', call.origin)
      : formatted(spec, values, call);
  },
  formatlist: (args, call) => {
    const [spec, ...values] = args;
    const lists = values.filter((value) => value.kind === 'list');
    if (spec === undefined) return failedValue('formatlist() needs a format', call.origin);
    if (
      values.some(
        (value) => value.kind === 'unknown' || ('complete' in value && value.complete === false),
      )
    ) {
      return unknownValue('not all arguments of formatlist() are known', call.origin);
    }
    const length = lists[0]?.items.length ?? 1;
    if (lists.some((list) => list.items.length !== length)) {
      return failedValue('the lists of formatlist() are not equally long', call.origin);
    }
    const rows = Array.from({ length }, (_, index) =>
      values.map((value) => (value.kind === 'list' ? (value.items[index] ?? value) : value)),
    );
    return listValue(
      rows.map((row) => formatted(spec, row, call)),
      call.origin,
    );
  },
};

const verbs = /%(%|([ +#0-]*)(\d+)?(?:\.(\d+))?(?:\[(\d+)\])?([a-zA-Z]))/g;
const MAX_WIDTH = 1000;

function formatted(spec: Value, args: readonly Value[], call: Call): Value {
  const format = toStringValue(spec);
  if (format.kind !== 'string') {
    return format.kind === 'unknown'
      ? unknownValue(format.reason, call.origin)
      : failedValue('the format is not a string', call.origin);
  }
  const text = new Text(call.scope.surroundings.budget);
  let next = 0;
  let end = 0;
  for (const match of format.value.matchAll(verbs)) {
    text.add(format.value.slice(end, match.index));
    end = match.index + match[0].length;
    if (match[1] === '%') {
      text.add('%');
      continue;
    }
    const index = match[5] === undefined ? next : Number(match[5]) - 1;
    next = index + 1;
    const arg = args[index];
    if (arg === undefined) return failedValue('format() has too few arguments', call.origin);
    text.addValue(verbValue(match, arg));
  }
  text.add(format.value.slice(end));
  return text.value(call.origin);
}

function verbValue(match: RegExpExecArray, arg: Value): Value {
  const [, , flags = '', width, precision, , verb = ''] = match;
  const value = converted(verb, arg);
  if (value.kind === 'unknown' && width === undefined) return value;
  if (value.kind === 'unknown') return unknownValue(value.reason, null);
  const bare = verbText(verb, flags, precision === undefined ? null : Number(precision), value);
  if (bare === null) return failedValue(`%${verb} does not take this value`, null);
  return {
    ...value,
    kind: 'string',
    value: padded(bare, Math.min(Number(width ?? 0), MAX_WIDTH), flags),
  };
}

function converted(verb: string, arg: Value): Value {
  if ('dboxXeEfFgG'.includes(verb)) return toNumberValue(arg);
  if (verb === 't') return toBooleanValue(arg);
  if (verb === 's' || verb === 'q') return toStringValue(arg);
  return arg;
}

function verbText(
  verb: string,
  flags: string,
  precision: number | null,
  value: Exclude<Value, { kind: 'unknown' }>,
): string | null {
  if (verb === 'v') {
    if (value.kind === 'string')
      return flags.includes('#') ? JSON.stringify(value.value) : value.value;
    return jsonText(value);
  }
  if (value.kind === 'string') {
    const shown = precision === null ? value.value : [...value.value].slice(0, precision).join('');
    return verb === 's' ? shown : JSON.stringify(shown);
  }
  if (value.kind === 'boolean') return String(value.value);
  if (value.kind !== 'number') return null;
  return numberVerb(verb, flags, precision, value.value);
}

function numberVerb(
  verb: string,
  flags: string,
  precision: number | null,
  number: number,
): string | null {
  const sign = number < 0 ? '' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
  const digits = Math.min(precision ?? 6, 100);
  const whole = Math.trunc(number);
  switch (verb) {
    case 'd':
      return whole === number ? sign + numberText(whole) : null;
    case 'b':
      return sign + whole.toString(2);
    case 'o':
      return sign + whole.toString(8);
    case 'x':
      return sign + whole.toString(16);
    case 'X':
      return sign + whole.toString(16).toUpperCase();
    case 'f':
    case 'F':
      return sign + number.toFixed(digits);
    case 'e':
      return sign + exponent(number.toExponential(digits));
    case 'E':
      return sign + exponent(number.toExponential(digits)).toUpperCase();
    default:
      return sign + numberText(number);
  }
}

/** Go writes at least two digits of the exponent. */
function exponent(text: string): string {
  return text.replace(/e([+-])(\d)$/, 'e$10$2');
}

function padded(text: string, width: number, flags: string): string {
  if (flags.includes('-')) return text.padEnd(width);
  if (!flags.includes('0')) return text.padStart(width);
  const sign = /^[+-]/.exec(text)?.[0] ?? '';
  return sign + text.slice(sign.length).padStart(width - sign.length, '0');
}

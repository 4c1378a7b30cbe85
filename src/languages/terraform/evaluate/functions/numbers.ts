import { toNumberValue } from '../convert.ts';
import { failedValue, numberValue } from '../values.ts';
import { define, type FunctionGroup, type TerraformFunction, variadic } from './function.ts';

/** Functions over numbers. */
export const numberFunctions: FunctionGroup = {
  abs: plain(Math.abs),
  ceil: plain(Math.ceil),
  floor: plain(Math.floor),
  signum: plain(Math.sign),
  log: define(['number', 'number'], (call, number, base) =>
    numberValue(Math.log(number) / Math.log(base), call.origin),
  ),
  pow: define(['number', 'number'], (call, base, exponent) =>
    numberValue(base ** exponent, call.origin),
  ),
  max: extreme(Math.max),
  min: extreme(Math.min),
  parseint: define(['string', 'number'], (call, text, base) => {
    const digits = text.replace(/^[+-]/, '').toLowerCase();
    const valid =
      base >= 2 &&
      base <= 36 &&
      digits !== '' &&
      [...digits].every((digit) => !Number.isNaN(Number.parseInt(digit, base)));
    return valid
      ? numberValue(Number.parseInt(text, base), call.origin)
      : failedValue(`"${text}" is no number in base ${base}`, call.origin);
  }),
  sum: define(['list'], (call, list) => {
    const numbers = list.items.map(toNumberValue);
    let sum = 0;
    for (const number of numbers) {
      if (number.kind !== 'number') {
        return number.kind === 'unknown'
          ? { ...number, origin: call.origin }
          : failedValue('sum() takes numbers', call.origin);
      }
      sum += number.value;
    }
    return list.items.length === 0
      ? failedValue('sum() needs at least one number', call.origin)
      : numberValue(sum, call.origin);
  }),
};

function plain(change: (number: number) => number): TerraformFunction {
  return define(['number'], (call, number) => numberValue(change(number), call.origin));
}

function extreme(pick: (...numbers: number[]) => number): TerraformFunction {
  return variadic('number', (call, numbers) =>
    numbers.length === 0
      ? failedValue(`${call.name}() needs at least one number`, call.origin)
      : numberValue(
          numbers.reduce((a, b) => pick(a, b)),
          call.origin,
        ),
  );
}

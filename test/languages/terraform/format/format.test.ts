import { describe, expect, it } from 'vitest';
import { formatted } from '../../../../src/languages/terraform/format/format.ts';

/** Each pair was seen with `terraform fmt` 1.11.4. */
const cases: readonly [what: string, before: string, after: string][] = [
  ['aligns consecutive arguments', 'a = 1\nbcd=2\n\ne  =  3\n', 'a   = 1\nbcd = 2\n\ne = 3\n'],
  ['aligns consecutive comments', 'a = 1 # x\nbcd = 222 # y\n', 'a   = 1   # x\nbcd = 222 # y\n'],
  ['indents by two', 'a {\nb {\n\tc = 1\n}\n}\n', 'a {\n  b {\n    c = 1\n  }\n}\n'],
  ['indents once for what opens on one line', 'a = [{\nb = 1\n}]\n', 'a = [{\n  b = 1\n}]\n'],
  [
    'does not align what begins an expression of several lines',
    'ab = 1\na = {\nc = 1\n}\n',
    'ab = 1\na = {\n  c = 1\n}\n',
  ],
  ['puts spaces into braces but not into brackets', 'a = { b=[ 1,2 ] }\n', 'a = { b = [1, 2] }\n'],
  ['tells negation from subtraction', 'a = - 1\nb = 1-1\n', 'a = -1\nb = 1 - 1\n'],
  ['leaves text alone', 'a = "x  ${  b  }  y"\n', 'a = "x  ${b}  y"\n'],
  [
    'leaves heredocs alone',
    'a = <<EOF\n   x = 1\n ${b} \nEOF\nb = 1\n',
    'a = <<EOF\n   x = 1\n ${b} \nEOF\nb = 1\n',
  ],
  ['keeps line breaks as they are', 'a=1\r\nbb=2\r\n', 'a  = 1\r\nbb = 2\r\n'],
  [
    'counts what is seen',
    'a = {\n"e\u0301" = 1\nbcde = 2\n}\n',
    'a = {\n  "e\u0301"  = 1\n  bcde = 2\n}\n',
  ],
];

describe('the white space of terraform fmt', () => {
  it.each(cases)('%s', (_what, before, after) => {
    expect(formatted(before)).toBe(after);
  });

  it.each(cases)('is stable: %s', (_what, _before, after) => {
    expect(formatted(after)).toBe(after);
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  inertText,
  markdownCode,
  markdownCodeBlock,
  markdownText,
  plainText,
} from '../../src/foundation/text.ts';
import { hostileStrings } from '../hostile-strings.ts';

const BREAK = '\u200b';
/** Anything a writer could wish for: letters, the characters that mean something, and the corpus, mixed. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(...hostileStrings),
      fc.constantFrom(...'`*_[]()<>|~$&@#:/!\\\n\r\t -+=1.aZ\u202e\u200b\u0000'),
      fc.string({ unit: 'binary', maxLength: 8 }),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''));

const unseenOtherThanBreak =
  /(?!\u200b)[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\p{Co}\p{Zl}\p{Zp}]/u;
const trigger = /@[\w-]|#\w|\bgh-\d|:\/\/|www\.|\[(skip|ci|no|actions)\s|skip-checks\s*:/i;

/** What is left of Markdown once its code spans are taken out; fails when a span does not end. */
function outsideCode(markdown: string): string {
  const parts = markdown.split('`');
  expect(parts.length % 2).toBe(1);
  return parts.filter((_, index) => index % 2 === 0).join(' ');
}

function expectInertLine(text: string): void {
  expect(text).not.toMatch(trigger);
  expect(text).not.toMatch(unseenOtherThanBreak);
  expect(text.isWellFormed()).toBe(true);
}

describe('plainText', () => {
  test.each([
    ['line\r\nbreaks\tand  spaces ', 'line breaks and spaces'],
    ['admin\u202egnp.tf', 'admingnp.tf'],
    ['zero\u200bwidth\ufeff', 'zerowidth'],
    ['nul\u0000bell\u0007', 'nul bell'],
    ['tag\u{e0041}\u{e0042}s', 'tags'],
    ['\ud800lone', '\ufffdlone'],
    [
      'e\u0301 stays, z\u0301\u0302\u0303\u0304\u0305\u0306 does not pile',
      'e\u0301 stays, z\u0301\u0302\u0303\u0304 does not pile',
    ],
    ['日本語 é 😀', '日本語 é 😀'],
  ])('shows %j as %j', (text, expected) => {
    expect(plainText(text)).toBe(expected);
  });

  test('cuts at the limit in characters, not inside one, and says so', () => {
    expect(plainText('😀😀😀😀', 3)).toBe('😀😀…');
    expect(plainText('😀😀😀', 3)).toBe('😀😀😀');
  });

  test('is quick on a very long text', () => {
    expect(plainText('a\u0301'.repeat(5_000_000), 10)).toHaveLength(10);
  });
});

describe('inertText', () => {
  test.each(hostileStrings.map((text) => [text.slice(0, 60), text]))(
    'leaves nothing GitHub acts on in %j',
    (_, text) => {
      expectInertLine(inertText(text));
    },
  );

  test('holds for any mixture', () => {
    fc.assert(fc.property(hostile, (text) => expectInertLine(inertText(text))));
  });

  test('leaves ordinary names as they are', () => {
    const name = 'arn:aws:s3:::marketing-assets (module.site["eu"].aws_s3_bucket.this)';
    expect(inertText(name)).toBe(name);
  });
});

describe('markdownCode', () => {
  test.each([
    ['aws_s3_bucket.this', '`aws_s3_bucket.this`'],
    ['a`b|c', "`a'b¦c`"],
    ['', '`(empty)`'],
    ['\u200b', '`(empty)`'],
    ['@octocat', `\`@${BREAK}octocat\``],
  ])('writes %j as %j', (text, expected) => {
    expect(markdownCode(text)).toBe(expected);
  });

  test('is always exactly one span of one table cell', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const code = markdownCode(text);
        expect(code).toMatch(/^`[^`|\n]+`$/);
        expectInertLine(code);
      }),
    );
  });
});

describe('markdownText', () => {
  test.each([
    ['the name `assets` is equal', 'the name `assets` is equal'],
    ['one ` tick', "one ' tick"],
    ['<!-- marker --> <b>', '\\<!-- marker --\\> \\<b\\>'],
    ['[a](https://b.c)', `\\[a\\](https:${BREAK}//b.c)`],
    ['``@x``', `@${BREAK}x`],
    ['# heading', '\\# heading'],
    ['1. item', '1\\. item'],
    ['a | b', 'a \\| b'],
    ['&lt;img&gt;', '\\&lt;img\\&gt;'],
  ])('writes %j as %j', (text, expected) => {
    expect(markdownText(text)).toBe(expected);
  });

  test('never leaves Markdown, HTML or anything GitHub acts on, whatever stands in the sentence', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const markdown = markdownText(`the name \`${text}\` equals ${text}`);
        expectInertLine(markdown);
        const shown = outsideCode(markdown);
        expect(shown.replace(/\\[\\*_[\]<>|~$&#+=.)-]/g, '')).not.toMatch(/[\\*_[\]<>|~$&]/);
      }),
      { numRuns: 500 },
    );
  });
});

describe('markdownCodeBlock', () => {
  test.each([
    ['a\nb', '```diff\na\nb\n```'],
    ['a\r\nb\r\n', '```diff\na\nb\n```'],
    ['```\n@octocat', '````diff\n```\n@octocat\n````'],
    ['a\u202eb\u0000\tc', '```diff\na\ufffdb\ufffd\tc\n```'],
    ['', '```diff\n```'],
  ])('writes %j as %j', (text, expected) => {
    expect(markdownCodeBlock(text, 'diff', 1_000)).toBe(expected);
  });

  test('is cut at a line, and says so', () => {
    expect(markdownCodeBlock('one\ntwo\nthree', 'diff', 9)).toBe(
      '```diff\none\ntwo\n```\n\n… and more.',
    );
  });

  test('is never left by what it holds', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const block = markdownCodeBlock(text, 'diff', 100_000);
        const fence = /^`+/.exec(block)?.[0] ?? '';
        const inside = block.slice(block.indexOf('\n'), block.lastIndexOf(fence));
        expect(inside).not.toContain(fence);
      }),
    );
  });
});

import { describe, expect, test } from 'vitest';
import { readDocument } from '../../../../src/languages/cloudformation/syntax/document.ts';
import { child, walk } from '../../../../src/languages/cloudformation/syntax/node.ts';

function rangesOf(text: string) {
  const document = readDocument('t', text);
  if (!document.ok) throw new Error(document.error.message);
  return [...walk(document.value.root)]
    .filter((node) => node.kind !== 'mapping' || node.range.start > 0)
    .map((node) => text.slice(node.range.start, node.range.end));
}

describe('the range of a value', () => {
  test.each([
    ['begins at its tag', 'A: !Sub  "x" # c\n', ['!Sub  "x"']],
    [
      'of a list ends before the comments below it',
      ' A:\n  - 1\n  # tail\n# end\n B: 2',
      [' A:\n  - 1\n  # tail\n# end\n B: 2', '- 1', '1', '2'],
    ],
    [
      'of a tagged list begins at the tag',
      'A: !If\n  - x\n  - y\n\nB: 1',
      ['!If\n  - x\n  - y', 'x', 'y', '1'],
    ],
    ['that is not written is empty', 'A:\nB: 1', ['', '1']],
    ['of a block scalar ends with its last line of text', 'A: |\n  x\n\nB: 1', ['|\n  x', '1']],
    ['of a block scalar that keeps blank lines has them', 'A: |+\n  x\n\nB: 1', ['|+\n  x\n', '1']],
    ['in JSON is the value alone', '{"A": [ 1, "b" ]}', ['[ 1, "b" ]', '1', '"b"']],
    ['with a byte order mark is that of the file', '\ufeffA: b', ['\ufeffA: b'.slice(1), 'b']],
    [
      'of a pair in a list is the pair',
      'A: [0, Fn::GetAZs: ""]',
      ['[0, Fn::GetAZs: ""]', '0', 'Fn::GetAZs: ""', '""'],
    ],
  ])('%s', (_, text, expected) => {
    const found = rangesOf(text.startsWith(' ') ? text.replace(/^ /gm, '') : text);
    const wanted = expected.map((one) => (one.startsWith(' ') ? one.replace(/^ /gm, '') : one));
    expect(found.at(-1)).toBe(wanted.at(-1));
    for (const range of wanted.slice(1)) expect(found).toContain(range.replace(/^ /gm, ''));
  });
});

describe('a file that cannot be read', () => {
  test.each([
    ['two documents', 'A: 1\n---\nB: 2\n', 'more than one YAML document'],
    ['a key twice in YAML', 'A: 1\nA: 2\n', 'Map keys must be unique'],
    ['a key twice in JSON', '{"A": 1,\n "A": 2}', '"A" stands twice'],
    ['tabs as indentation', 'A:\n\tB: 1\n', 'Tabs are not allowed'],
    ['a broken JSON', '{"A": ', 'not valid JSON'],
    ['an explicit key', '? A\n: 1\n', '"key: value"'],
    ['endless nesting', `A: ${'['.repeat(50_000)}`, 'nested too deeply'],
    [
      'endless nesting in JSON',
      `{"A": ${'['.repeat(50_000)}${']'.repeat(50_000)}}`,
      'nested too deeply',
    ],
    ['more than CloudFormation takes', `A: ${'x'.repeat(1_100_000)}`, 'larger than'],
    ['nothing', '', 'nothing in it'],
  ])('%s is a problem with its reason', (_, text, reason) => {
    const document = readDocument('t.yaml', text);
    expect(document.ok ? 'read' : document.error.message).toContain(reason);
  });

  test('the place of the problem is the second key', () => {
    const document = readDocument('t.yaml', 'A: 1\nB: 2\nA: 3\n');
    expect(document.ok ? -1 : document.error.offset).toBe(10);
  });
});

test('a tag that nobody knows is kept', () => {
  const document = readDocument('t.yaml', 'A: !Rain::Embed file.txt\nB: !Made::Up [1]\n');
  const root = document.ok ? document.value.root : null;
  expect(child(root, 'A')).toMatchObject({ tag: '!Rain::Embed', text: 'file.txt' });
  expect(child(root, 'B')).toMatchObject({ tag: '!Made::Up', kind: 'sequence' });
});

import { describe, expect, it } from 'vitest';
import type { Json } from '../../../../src/foundation/json.ts';
import type { PropertyPath } from '../../../../src/model/value.ts';
import { editedText, literal } from './editing.ts';

const web = 'aws_security_group.web';

function append(text: string, path: PropertyPath, value: Json, after?: number): string {
  return editedText(text, web, (resource) => [
    {
      kind: 'append',
      resource,
      path,
      value: literal(value),
      ...(after === undefined ? {} : { after }),
    },
  ]);
}

const group = (content: string) => `resource "aws_security_group" "web" {\n${content}}\n`;
const withCidrs = (cidrs: string) =>
  group(`  ingress {\n    from_port   = 22\n    cidr_blocks = ${cidrs}\n  }\n`);

describe('adding to a list', () => {
  const lists: readonly [what: string, before: string, after: string][] = [
    ['an empty one', '[]', '["x"]'],
    ['on one line', '["a"]', '["a", "x"]'],
    ['on one line with a trailing comma', '["a",]', '["a", "x",]'],
    ['on lines', '[\n      "a",\n    ]', '[\n      "a",\n      "x",\n    ]'],
    [
      'on lines without a trailing comma and with a comment',
      '[\n      "a" # one\n    ]',
      '[\n      "a", # one\n      "x"\n    ]',
    ],
    ['on lines that close at once', '[\n    "a"]', '[\n      "a",\n    "x"]'],
    ['with only a comment', '[\n      # none\n    ]', '[\n      # none\n      "x",\n    ]'],
  ];
  it.each(lists)('%s', (_what, before, after) => {
    const result = append(withCidrs(before), ['ingress', 0, 'cidr_blocks'], 'x');
    expect(result.replaceAll(' ', '')).toBe(withCidrs(after).replaceAll(' ', ''));
    if (!before.includes('close'))
      expect(result.split('\n')).toHaveLength(withCidrs(after).split('\n').length);
  });

  it('puts an element after another', () => {
    expect(append(withCidrs('["a", "b"]'), ['ingress', 0, 'cidr_blocks'], 'x', 0)).toBe(
      withCidrs('["a", "x", "b"]'),
    );
  });

  it('creates the list', () => {
    expect(
      append(group('  ingress {\n    from_port = 22\n  }\n'), ['ingress', 0, 'cidr_blocks'], 'x'),
    ).toBe(withCidrs('["x"]'));
  });

  it('adds a block after the last one of its type, at their distance', () => {
    const rule = (port: number) =>
      `  ingress {\n    from_port = ${port}\n    to_port   = ${port}\n  }\n`;
    const text = group(`${rule(1)}${rule(2)}\n  egress {\n    from_port = 0\n  }\n`);
    expect(append(text, ['ingress'], { from_port: 3, to_port: 3 })).toBe(
      group(`${rule(1)}${rule(2)}${rule(3)}\n  egress {\n    from_port = 0\n  }\n`),
    );
    expect(append(text, ['ingress'], { from_port: 3, to_port: 3 }, 0)).toBe(
      group(`${rule(1)}${rule(3)}${rule(2)}\n  egress {\n    from_port = 0\n  }\n`),
    );
  });

  it('writes every field of an object in an attribute that is a list of objects', () => {
    const result = append(group('  ingress = []\n'), ['ingress'], {
      from_port: 3,
      to_port: 3,
      protocol: 'tcp',
    });
    for (const field of ['from_port', 'cidr_blocks', 'description', 'self', 'security_groups']) {
      expect(result).toContain(field);
    }
  });

  it('refuses to add to an expression', () => {
    expect(append(withCidrs('concat(var.a, ["b"])'), ['ingress', 0, 'cidr_blocks'], 'x')).toContain(
      'is computed',
    );
  });
});

import { describe, expect, it } from 'vitest';
import type { PropertyPath } from '../../../../src/model/value.ts';
import { editedText } from './editing.ts';

function remove(text: string, address: string, ...paths: readonly PropertyPath[]): string {
  return editedText(text, address, (resource) =>
    paths.map((path) => ({ kind: 'remove', resource, path })),
  );
}

const rule = (port: number, cidrs = '["0.0.0.0/0"]') =>
  `  ingress {\n    from_port   = ${port}\n    to_port     = ${port}\n    protocol    = "tcp"\n    cidr_blocks = ${cidrs}\n  }\n`;
const group = (content: string) => `resource "aws_security_group" "web" {\n${content}}\n`;
const web = 'aws_security_group.web';

describe('taking something away', () => {
  it('takes one of several blocks away, with its comment and one blank line', () => {
    const before = group(`  name = "web"\n\n  # ssh\n${rule(22)}\n  # https\n${rule(443)}`);
    expect(remove(before, web, ['ingress', 0])).toBe(
      group(`  name = "web"\n\n  # https\n${rule(443)}`),
    );
    expect(remove(before, web, ['ingress', 1])).toBe(
      group(`  name = "web"\n\n  # ssh\n${rule(22)}`),
    );
  });

  it('writes an empty list in the place of the last inline rule, because absence keeps the rule', () => {
    expect(remove(group(`  name = "web"\n\n${rule(22)}`), web, ['ingress', 0])).toBe(
      group('  name    = "web"\n  ingress = []\n'),
    );
  });

  it('writes an empty list in the place of all inline rules, when they leave together', () => {
    const before = group(`  name = "web"\n\n${rule(22)}${rule(22, '["::/0"]')}`);
    expect(remove(before, web, ['ingress', 0], ['ingress', 1], ['ingress', 0])).toBe(
      group('  name    = "web"\n  ingress = []\n'),
    );
  });

  it('writes an empty list in the place of a dynamic block of which nothing stays', () => {
    const before = group(
      '  name = "web"\n\n  dynamic "ingress" {\n    for_each = [22, 3389]\n    content {\n      from_port = ingress.value\n      to_port   = ingress.value\n      protocol  = "tcp"\n    }\n  }\n',
    );
    expect(remove(before, web, ['ingress', 1], ['ingress', 0])).toBe(
      group('  name    = "web"\n  ingress = []\n'),
    );
  });

  it('keeps a dynamic block that makes nothing now, and refuses', () => {
    const dynamic =
      '  dynamic "ingress" {\n    for_each = []\n    content {\n      from_port = ingress.value\n    }\n  }\n';
    expect(remove(group(rule(22) + dynamic), web, ['ingress', 0])).toContain('decide by hand');
  });

  it('takes several elements away at once', () => {
    const before = group(rule(22, '["a", "0.0.0.0/0", "b", "::/0"]'));
    expect(
      remove(before, web, ['ingress', 0, 'cidr_blocks', 1], ['ingress', 0, 'cidr_blocks', 3]),
    ).toBe(group(rule(22, '["a", "b"]')));
  });

  const lists: readonly [what: string, before: string, index: number, after: string][] = [
    ['the only one', '["x"]', 0, '[]'],
    ['the first on a line', '["x", "y"]', 0, '["y"]'],
    ['the last on a line', '["y", "x"]', 1, '["y"]'],
    [
      'one line of several',
      '[\n      "x", # bad\n      "y", # good\n    ]',
      0,
      '[\n      "y", # good\n    ]',
    ],
    [
      'the last line',
      '[\n      "y", # good\n      "x"  # bad\n    ]',
      1,
      '[\n      "y" # good\n    ]',
    ],
    [
      'one with a comment of its own',
      '[\n      "y",\n      # bad\n      "x",\n    ]',
      1,
      '[\n      "y",\n    ]',
    ],
    [
      'one on a line of several',
      '[\n      "x", "y",\n      "z",\n    ]',
      0,
      '[\n      "y",\n      "z",\n    ]',
    ],
    ['one before a trailing comma', '["y", "x",]', 1, '["y",]'],
  ];
  it.each(lists)('takes an element of a list away: %s', (_what, before, index, after) => {
    const text = (cidrs: string) => group(`${rule(22, cidrs)}${rule(80)}`);
    expect(remove(text(before), web, ['ingress', 0, 'cidr_blocks', index])).toBe(text(after));
  });

  it('takes an element of the list behind a dynamic block away', () => {
    const before = group(
      '  dynamic "ingress" {\n    for_each = [22, 443]\n    content {\n      from_port = ingress.value\n      to_port   = ingress.value\n      protocol  = "tcp"\n    }\n  }\n',
    );
    expect(remove(before, web, ['ingress', 0])).toBe(before.replace('[22, 443]', '[443]'));
  });

  it('refuses to take an element out of a list that counts instances', () => {
    const before =
      'variable "ports" {\n  default = [["a"], ["b"]]\n}\n' +
      'resource "aws_security_group" "web" {\n  count = length(var.ports)\n  name = "x"\n  ingress {\n    from_port = 1\n    to_port = 1\n    protocol = "tcp"\n    cidr_blocks = var.ports\n  }\n}\n';
    expect(remove(before, `${web}[0]`, ['ingress', 0, 'cidr_blocks', 0])).toContain('shift');
  });

  it('refuses to take away what a plan would keep, and says what to do', () => {
    const before =
      'resource "aws_ebs_volume" "v" {\n  availability_zone = "a"\n  encrypted         = false\n}\n';
    expect(remove(before, 'aws_ebs_volume.v', ['encrypted'])).toContain('write an explicit value');
  });

  it('refuses to take a required argument away', () => {
    const before = 'resource "aws_ebs_volume" "v" {\n  availability_zone = "a"\n}\n';
    expect(remove(before, 'aws_ebs_volume.v', ['availability_zone'])).toContain('required');
  });

  it('takes an argument away of which the provider acts on the absence, and aligns the others', () => {
    const before =
      'resource "aws_ebs_volume" "v" {\n  availability_zone    = "a"\n  multi_attach_enabled = true\n  size                 = 1\n}\n';
    expect(remove(before, 'aws_ebs_volume.v', ['multi_attach_enabled'])).toBe(
      'resource "aws_ebs_volume" "v" {\n  availability_zone = "a"\n  size              = 1\n}\n',
    );
  });

  it('changes nothing where there is nothing', () => {
    expect(remove(group(rule(22)), web, ['egress', 0])).toBe(group(rule(22)));
  });
});

describe('taking a resource away', () => {
  const rules =
    '# open to all\nresource "aws_security_group_rule" "a" {\n  type = "ingress"\n}\n\nresource "aws_security_group_rule" "b" {\n  type = "egress"\n}\n';
  const removeA = (text: string) =>
    editedText(text, 'aws_security_group_rule.a', (resource) => [
      { kind: 'remove-resource', resource },
    ]);

  it('takes its comment and one blank line with it', () => {
    expect(removeA(rules)).toBe('resource "aws_security_group_rule" "b" {\n  type = "egress"\n}\n');
  });

  it('is refused while something refers to it', () => {
    const output = 'output "id" {\n  value = aws_security_group_rule.a.id\n}\n';
    expect(removeA(rules + output)).toContain('output id (main.tf) refers to');
    const imported = 'import {\n  to = aws_security_group_rule.a\n  id = "x"\n}\n';
    expect(removeA(rules + imported)).toContain('import (main.tf) refers to');
  });

  it('leaves a move to it behind, which Terraform accepts', () => {
    const moved =
      'moved {\n  from = aws_security_group_rule.old\n  to   = aws_security_group_rule.a\n}\n';
    expect(removeA(rules + moved)).toContain(moved);
  });
});

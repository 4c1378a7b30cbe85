import { describe, expect, it } from 'vitest';
import type { Json } from '../../../../src/foundation/json.ts';
import type { PropertyPath } from '../../../../src/model/value.ts';
import { edited, editedText, literal } from './editing.ts';

const address = 'aws_instance.web';

function set(text: string, path: PropertyPath, value: Json): string {
  return editedText(text, address, (resource) => [
    { kind: 'set', resource, path, value: literal(value) },
  ]);
}

const cases: readonly [
  what: string,
  before: string,
  path: PropertyPath,
  value: Json,
  after: string,
][] = [
  [
    'replaces a literal and nothing else',
    'resource "aws_instance" "web" {\n  ami = "a" # why\n}\n',
    ['ami'],
    'b',
    'resource "aws_instance" "web" {\n  ami = "b" # why\n}\n',
  ],
  [
    'aligns an added argument with its neighbours, and their comments',
    'resource "aws_instance" "web" {\n  ami  = "a" # one\n  user = 1   # two\n}\n',
    ['instance_type'],
    't3.micro',
    'resource "aws_instance" "web" {\n  ami           = "a" # one\n  user          = 1   # two\n  instance_type = "t3.micro"\n}\n',
  ],
  [
    'leaves neighbours alone that were not aligned',
    'resource "aws_instance" "web" {\n  ami = "a"\n  key_name = "k"\n}\n',
    ['instance_type'],
    't3.micro',
    'resource "aws_instance" "web" {\n  ami = "a"\n  key_name = "k"\n  instance_type = "t3.micro"\n}\n',
  ],
  [
    'aligns in a file that indents by four spaces and aligns otherwise',
    'resource "aws_instance" "web" {\n    ami      = "a"\n    key_name = "k"\n}\n',
    ['instance_type'],
    't3.micro',
    'resource "aws_instance" "web" {\n    ami           = "a"\n    key_name      = "k"\n    instance_type = "t3.micro"\n}\n',
  ],
  [
    'keeps tabs, carriage returns, the byte order mark and the missing final newline',
    '\uFEFFresource "aws_instance" "web" {\r\n\tami = "a"\r\n}',
    ['root_block_device', 'encrypted'],
    true,
    '\uFEFFresource "aws_instance" "web" {\r\n\tami = "a"\r\n\r\n\troot_block_device {\r\n\t\tencrypted = true\r\n\t}\r\n}',
  ],
  [
    'opens an empty block',
    'resource "aws_instance" "web" {}\n',
    ['ami'],
    'a',
    'resource "aws_instance" "web" {\n  ami = "a"\n}\n',
  ],
  [
    'opens a nested block that is written on one line',
    'resource "aws_instance" "web" {\n  root_block_device { volume_size = 8 }\n}\n',
    ['root_block_device', 'encrypted'],
    true,
    'resource "aws_instance" "web" {\n  root_block_device {\n    volume_size = 8\n    encrypted   = true\n  }\n}\n',
  ],
  [
    'puts an argument before the blocks and before the tags',
    'resource "aws_instance" "web" {\n  ami = "a"\n\n  tags = {\n    A = 1\n  }\n\n  root_block_device {}\n}\n',
    ['monitoring'],
    true,
    'resource "aws_instance" "web" {\n  ami        = "a"\n  monitoring = true\n\n  tags = {\n    A = 1\n  }\n\n  root_block_device {}\n}\n',
  ],
  [
    'puts the first argument after the provider with a blank line',
    'resource "aws_instance" "web" {\n  provider = aws.west\n}\n',
    ['ami'],
    'a',
    'resource "aws_instance" "web" {\n  provider = aws.west\n\n  ami = "a"\n}\n',
  ],
  [
    'adds an entry to an object on one line',
    'resource "aws_instance" "web" {\n  tags = { A = "1" }\n}\n',
    ['tags', 'B c'],
    'x',
    'resource "aws_instance" "web" {\n  tags = { A = "1", "B c" = "x" }\n}\n',
  ],
  [
    'adds an entry to an object of several lines as the others are written',
    'resource "aws_instance" "web" {\n  tags = {\n    "A" : "1", # one\n  }\n}\n',
    ['tags', 'B'],
    'x',
    'resource "aws_instance" "web" {\n  tags = {\n    "A" : "1", # one\n    "B" : "x",\n  }\n}\n',
  ],
  [
    'adds a new key to the last object of a merge',
    'resource "aws_instance" "web" {\n  tags = merge({ A = "1" }, { B = "2" })\n}\n',
    ['tags', 'C'],
    'x',
    'resource "aws_instance" "web" {\n  tags = merge({ A = "1" }, { B = "2", C = "x" })\n}\n',
  ],
  [
    'leaves no condition behind of which both branches are the same',
    'variable "open" {\n  default = true\n}\n\nresource "aws_instance" "web" {\n  ami = var.open ? "a" : "b" # image\n}\n',
    ['ami'],
    'b',
    'variable "open" {\n  default = true\n}\n\nresource "aws_instance" "web" {\n  ami = "b" # image\n}\n',
  ],
  [
    'changes one branch of a condition that is known',
    'variable "open" {\n  default = true\n}\n\nresource "aws_instance" "web" {\n  ami = var.open ? "a" : "b"\n}\n',
    ['ami'],
    'c',
    'variable "open" {\n  default = true\n}\n\nresource "aws_instance" "web" {\n  ami = var.open ? "c" : "b"\n}\n',
  ],
  [
    'replaces an expression that is not known as a whole',
    'resource "aws_instance" "web" {\n  ami = data.aws_ami.x.id\n}\n',
    ['ami'],
    'c',
    'resource "aws_instance" "web" {\n  ami = "c"\n}\n',
  ],
  [
    'writes a list of objects as lines',
    'resource "aws_instance" "web" {\n  ami = "a"\n}\n',
    ['volume_tags'],
    { Name: '${evil}', 'a"b': '%{x}' },
    'resource "aws_instance" "web" {\n  ami = "a"\n  volume_tags = {\n    Name   = "$${evil}"\n    "a\\"b" = "%%{x}"\n  }\n}\n',
  ],
];

describe('setting a property', () => {
  it.each(cases)('%s', (_what, before, path, value, after) => {
    expect(set(before, path, value)).toBe(after);
  });

  it.each(cases)(
    'changes nothing when it is done again: %s',
    (_what, _before, path, value, after) => {
      expect(set(after, path, value)).toBe(after);
    },
  );

  it('puts several settings of one missing block into one block', () => {
    const before = 'resource "aws_instance" "web" {\n  ami = "a"\n}\n';
    const after = editedText(before, address, (resource) => [
      {
        kind: 'set',
        resource,
        path: ['metadata_options', 'http_tokens'],
        value: literal('required'),
      },
      {
        kind: 'set',
        resource,
        path: ['metadata_options', 'http_endpoint'],
        value: literal('enabled'),
      },
    ]);
    expect(after).toBe(
      'resource "aws_instance" "web" {\n  ami = "a"\n\n  metadata_options {\n    http_tokens   = "required"\n    http_endpoint = "enabled"\n  }\n}\n',
    );
  });

  it('refuses two values for one place', () => {
    const before = 'resource "aws_instance" "web" {\n  ami = "a"\n}\n';
    const both = (second: string) =>
      editedText(before, address, (resource) => [
        { kind: 'set', resource, path: ['ami'], value: literal('b') },
        { kind: 'set', resource, path: ['ami'], value: literal(second) },
      ]);
    expect(both('b')).toBe(before.replace('"a"', '"b"'));
    expect(both('c')).toContain('two edits want different values');
  });

  it('adds to the content of a dynamic block', () => {
    const before =
      'resource "aws_instance" "web" {\n  dynamic "ebs_block_device" {\n    for_each = ["a"]\n    content {\n      device_name = ebs_block_device.value\n    }\n  }\n}\n';
    expect(set(before, ['ebs_block_device', 0, 'encrypted'], true)).toContain(
      '      device_name = ebs_block_device.value\n      encrypted   = true\n',
    );
  });

  it('refuses what a plan would ignore', () => {
    const before =
      'resource "aws_instance" "web" {\n  ami = "a"\n  lifecycle {\n    ignore_changes = [ami]\n  }\n}\n';
    expect(set(before, ['ami'], 'b')).toContain('ignore_changes, main.tf:1');
  });

  it('writes nothing as the name of an argument that is none', () => {
    const before = 'resource "aws_instance" "web" {\n  ami = "a"\n}\n';
    expect(set(before, ['a = 1\n}\n'], 'b')).toContain('cannot be the name of an argument');
    expect(set(before, ['metadata_options'], { 'a = 1': 'b' })).toContain('"a = 1" = "b"');
  });

  it('refuses to leave blocks out of which a plan keeps the effect', () => {
    const before =
      'resource "aws_instance" "web" {\n  metadata_options {\n    http_tokens = "optional"\n  }\n}\n';
    expect(set(before, ['metadata_options'], [])).toContain('write an explicit value');
  });

  it('refuses to write a part over the expression that makes the whole', () => {
    const before = 'resource "aws_instance" "web" {\n  security_groups = split(",", "a,b")\n}\n';
    expect(set(before, ['security_groups', 0], 'c')).toContain('edit that expression');
    expect(set(before, ['security_groups'], ['c'])).toContain('security_groups = ["c"]');
  });

  it('refuses generated files', () => {
    const before =
      '# Code generated by tool. DO NOT EDIT.\nresource "aws_instance" "web" {\n  ami = "a"\n}\n';
    expect(set(before, ['ami'], 'b')).toContain('edit what generates it');
  });

  it('edits the block in the override file that replaces those of the others', () => {
    const files = {
      'main.tf': 'resource "aws_instance" "web" {\n  ami = "a"\n}\n',
      'override.tf':
        'resource "aws_instance" "web" {\n  ebs_block_device {\n    device_name = "x"\n  }\n}\n',
    };
    const outcome = edited(files, address, (resource) => [
      { kind: 'set', resource, path: ['ebs_block_device', 0, 'encrypted'], value: literal(true) },
    ]);
    expect(outcome).toMatchObject({
      files: {
        'main.tf': files['main.tf'],
        'override.tf': expect.stringContaining('encrypted   = true'),
      },
    });
  });
});

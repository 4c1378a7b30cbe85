import { describe, expect, it } from 'vitest';
import { instancesOf, shown } from '../code-of.ts';

const bucket = (name: string, more = '') => `resource "aws_s3_bucket" "${name}" {\n${more}}\n`;

function former(files: Readonly<Record<string, string>>) {
  return Object.fromEntries(
    instancesOf(files).map(({ address, formerAddresses }) => [address, formerAddresses]),
  );
}

function imported(text: string) {
  return Object.fromEntries(
    instancesOf({ 'main.tf': text }).map(({ address, imported }) => [
      address,
      imported?.map(shown),
    ]),
  );
}

describe('moved blocks', () => {
  it('tell the earlier addresses of a resource, through several moves', () => {
    const text = `${bucket('c')}
moved {
  from = aws_s3_bucket.a
  to   = aws_s3_bucket.b
}
moved {
  from = aws_s3_bucket.b
  to   = aws_s3_bucket.c
}
`;
    expect(former({ 'main.tf': text })).toEqual({
      'aws_s3_bucket.c': ['aws_s3_bucket.b', 'aws_s3_bucket.a'],
    });
  });

  it('move all that a module or a counted resource makes', () => {
    const files = {
      'main.tf': `module "new" {
  source   = "./site"
  for_each = toset(["eu"])
}
moved {
  from = module.old
  to   = module.new["eu"]
}
`,
      'site/main.tf': `${bucket('this', '  count = 1\n')}
moved {
  from = aws_s3_bucket.only
  to   = aws_s3_bucket.this[0]
}
`,
    };
    expect(former(files)).toEqual({
      'module.new["eu"].aws_s3_bucket.this[0]': [
        'module.new["eu"].aws_s3_bucket.only',
        'module.old.aws_s3_bucket.only',
      ],
    });
  });

  it('that go in a circle come to an end, and a longer name is another resource', () => {
    const text = `${bucket('a')}${bucket('ab')}
moved {
  from = aws_s3_bucket.b
  to   = aws_s3_bucket.a
}
moved {
  from = aws_s3_bucket.a
  to   = aws_s3_bucket.b
}
`;
    expect(former({ 'main.tf': text })).toEqual({
      'aws_s3_bucket.a': ['aws_s3_bucket.b'],
      'aws_s3_bucket.ab': [],
    });
  });
});

describe('import blocks', () => {
  it('tell the id of what they take over, for each key too', () => {
    const text = `${bucket('a')}${bucket('b', '  for_each = local.names\n')}
locals {
  names = { eu = "acme-eu", us = "acme-us" }
}
import {
  to = aws_s3_bucket.a
  id = "acme-\${local.names.eu}"
}
import {
  for_each = local.names
  to       = aws_s3_bucket.b[each.key]
  id       = each.value
}
`;
    expect(imported(text)).toEqual({
      'aws_s3_bucket.a': ['acme-acme-eu'],
      'aws_s3_bucket.b["eu"]': ['acme-eu'],
      'aws_s3_bucket.b["us"]': ['acme-us'],
    });
  });
});

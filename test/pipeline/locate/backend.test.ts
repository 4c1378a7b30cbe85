import { describe, expect, it } from 'vitest';
import { terraform } from '../../../src/languages/terraform/language.ts';
import { createLocator } from '../../../src/pipeline/locate/locate.ts';
import { treeOf } from '../../languages/terraform/code-of.ts';
import { finding } from '../../support/finding.ts';

// The finding of test/support/finding.ts is of account 111122223333.
const here = '111122223333';
const there = '999988887777';

const root = (
  backend: string,
  body = 'resource "aws_s3_bucket" "assets" {\n  bucket = "acme-assets"\n}\n',
) => `terraform {\n  backend "s3" {\n${backend}  }\n}\n\n${body}`;
const bucketOf = (account: string) => `    bucket = "tfstate-${account}"\n`;

function locate(files: Readonly<Record<string, string>>): string {
  const settings = { hints: [], traceKeys: [], directories: [], stacks: [], state: null };
  const found = createLocator(settings)(finding(), [
    { code: terraform.open(treeOf(files)), types: ['aws_s3_bucket'] },
  ]);
  if (found.kind !== 'located') return found.kind;
  const kinds = found.location.evidence.map(({ kind }) => kind);
  return `${found.location.file} by ${kinds.join(', ')}`;
}

describe('the account in which root modules keep their states', () => {
  it('tells two environments apart, where nothing else does', () => {
    expect(
      locate({ 'dev/main.tf': root(bucketOf(there)), 'prod/main.tf': root(bucketOf(here)) }),
    ).toBe('prod/main.tf by name, backend');
  });

  it.each([
    ['all states are in one account', bucketOf(here), bucketOf(here)],
    ['the states are in accounts of their own', bucketOf(there), bucketOf(there)],
    ['another root does not say', '', bucketOf(here)],
    ['the account is another', bucketOf(there), ''],
  ])('says nothing where %s', (_, dev, prod) => {
    expect(locate({ 'dev/main.tf': root(dev), 'prod/main.tf': root(prod) })).toBe('ambiguous');
  });

  it('excludes nothing: a state may be kept in any account', () => {
    expect(locate({ 'dev/main.tf': root(bucketOf(there)) })).toBe('dev/main.tf by name');
  });

  it('makes nothing of what is too weak alone', () => {
    const open = (name: string) =>
      `resource "aws_s3_bucket" "x" {\n  bucket_prefix = "acme-"\n  tags = { Name = "${name}" }\n}\n`;
    expect(
      locate({
        'dev/main.tf': root(bucketOf(there), open('other')),
        'prod/main.tf': root(bucketOf(here), open('other')),
      }),
    ).toBe('not-located');
  });
});

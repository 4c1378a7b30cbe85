import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  branchName,
  changeIdentity,
  commitMessage,
  pullRequestTitle,
} from '../../../src/pipeline/deliver/names.ts';
import { sampleContent } from './content.ts';

describe('the identity of a change', () => {
  test('is its set of fingerprints, whatever their order and repetition', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1 }), (fingerprints) => {
        const shuffled = [...fingerprints].reverse().concat(fingerprints);
        expect(changeIdentity(shuffled)).toBe(changeIdentity(fingerprints));
      }),
    );
  });

  test('differs when the set differs, also where a joined text would not', () => {
    expect(changeIdentity(['a', 'b'])).not.toBe(changeIdentity(['a,b']));
    expect(changeIdentity(['a', 'b'])).not.toBe(changeIdentity(['a']));
    expect(changeIdentity(['ab', 'c'])).not.toBe(changeIdentity(['a', 'bc']));
  });

  test('makes a branch name that git takes, whatever the fingerprints hold', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), (fingerprints) => {
        expect(branchName(fingerprints)).toMatch(/^sprinkler\/[0-9a-f]{16}$/);
      }),
    );
  });
});

describe('the title', () => {
  const titled = (title: string) => {
    const content = sampleContent();
    return pullRequestTitle({ ...content, change: { ...content.change, title } });
  };

  test.each([
    ['Block public access of assets', 'fix(s3): block public access of assets'],
    ['Encrypt it.', 'fix(s3): encrypt it'],
    ['EBS volumes get encrypted', 'fix(s3): EBS volumes get encrypted'],
    ['fix(s3): block it', 'fix(s3): block it'],
    ['a\nb', 'fix(s3): a b'],
  ])('of %j is %j', (title, expected) => {
    expect(titled(title)).toBe(expected);
  });

  test('is at most 100 characters', () => {
    expect([...titled('x'.repeat(300))]).toHaveLength(100);
  });

  test('has no scope when the fixes are about several services', () => {
    const content = sampleContent();
    const other = content.findings.map((each) => ({
      ...each,
      outcome: { ...each.outcome, template: 'aws.ec2.encrypt' },
    }));
    expect(pullRequestTitle({ ...content, findings: [...content.findings, ...other] })).toBe(
      'fix: block public access of marketing-assets',
    );
  });
});

test('the commit names each finding, its resource and its block', () => {
  expect(commitMessage(sampleContent())).toBe(`fix(s3): block public access of marketing-assets

- S3.8: arn:aws:s3:::marketing-assets (module.site.aws_s3_bucket.this["eu"])
`);
});

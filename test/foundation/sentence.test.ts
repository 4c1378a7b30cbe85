import { expect, test } from 'vitest';
import { lowerFirst } from '../../src/foundation/sentence.ts';

test.each([
  ['Block public access', 'block public access'],
  ['Encrypt', 'encrypt'],
  ['Whoever connects.', 'whoever connects.'],
  ['EBS volumes', 'EBS volumes'],
  ['CloudFront distributions', 'CloudFront distributions'],
  ['S3 buckets', 'S3 buckets'],
  ['A bucket', 'A bucket'],
  ['', ''],
])('%j in the middle of a sentence is %j', (text, expected) => {
  expect(lowerFirst(text)).toBe(expected);
});

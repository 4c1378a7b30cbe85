import { expect, it } from 'vitest';
import { equalTo } from '../../../src/pipeline/fix/compare.ts';
import { reference, unknownValue } from './fake-code.ts';

it.each([
  ['a reference is never the empty text', reference('aws_kms_key.a', 'arn'), '', 'no'],
  ['a reference may be any other text', reference('aws_kms_key.a', 'arn'), 'x', 'unknown'],
  ['a value that is not known may be empty', unknownValue(), '', 'unknown'],
] as const)('%s', (_, value, wanted, truth) => {
  expect(equalTo(value, wanted)).toBe(truth);
});

import type { Identity, ResourceInCode } from '../../src/model/resource.ts';
import type { MapValue, StringValue, UnknownValue, Value } from '../../src/model/value.ts';

/** Values and resources for tests, with only what a test is about. */
export function text(value: string): StringValue {
  return { kind: 'string', value, origin: null };
}

export function pattern(...parts: readonly (string | null)[]): UnknownValue {
  return { kind: 'unknown', pattern: parts, reason: 'depends on something', origin: null };
}

export function map(entries: Readonly<Record<string, Value | string>>): MapValue {
  const values = Object.entries(entries).map(
    ([key, value]) => [key, typeof value === 'string' ? text(value) : value] as const,
  );
  return { kind: 'map', entries: new Map(values), origin: null };
}

export function named(value: Value | string, kind: Identity['kind'] = 'name'): Identity {
  return {
    attribute: kind === 'prefix' ? 'bucket_prefix' : 'bucket',
    kind,
    value: typeof value === 'string' ? text(value) : value,
  };
}

export function resource(given: Partial<ResourceInCode> = {}): ResourceInCode {
  return {
    language: 'terraform',
    type: 'aws_s3_bucket',
    cloudTypes: ['AWS::S3::Bucket'],
    address: 'aws_s3_bucket.this',
    root: '.',
    path: 'main.tf',
    range: { start: 0, end: 10 },
    line: 1,
    endLine: 3,
    properties: map({}),
    tags: map({}),
    identities: [],
    placement: {
      region: { kind: 'unknown', reason: 'not said', origin: null },
      accounts: null,
      label: 'provider "aws"',
    },
    counted: true,
    ignored: [],
    locked: null,
    siblings: [],
    ...given,
  };
}

import { describe, expect, it } from 'vitest';
import { assess, planFix } from '../../../src/pipeline/fix/index.ts';
import { reference, resource, subject, template, unknownValue, value } from './fake-code.ts';

const encrypted = template(`
- resource: aws_db_instance
  require:
    - {property: storage_encrypted, equals: true}
`);

describe('a property requirement', () => {
  it.each([
    [true, 'compliant'],
    ['true', 'compliant'],
    [false, 'vulnerable'],
    [null, 'vulnerable'],
    [unknownValue(), 'unknown'],
  ] as const)('with %j is %s', (storage_encrypted, verdict) => {
    const db = resource('aws_db_instance.a', { storage_encrypted });
    expect(assess(encrypted, subject([db])).verdict).toBe(verdict);
  });

  it('fails where the property is absent, and writes it', () => {
    const db = resource('aws_db_instance.a', {});
    expect(assess(encrypted, subject([db]))).toMatchObject({
      verdict: 'vulnerable',
      reason: '`storage_encrypted` is not set.',
    });
    expect(planFix(encrypted, subject([db]))).toMatchObject({
      ok: true,
      value: {
        intents: [
          {
            kind: 'set',
            path: ['storage_encrypted'],
            value: { kind: 'literal', value: true },
          },
        ],
        writes: [
          { type: 'aws_db_instance', path: ['storage_encrypted'], removal: false, value: true },
        ],
      },
    });
  });

  it('says nothing about another resource type', () => {
    const other = resource('aws_instance.a', {});
    expect(assess(encrypted, subject([other])).verdict).toBe('not-applicable');
  });

  it('does not show secret values', () => {
    const secret = { ...value('hunter2'), sensitive: true };
    const db = resource('aws_db_instance.a', { storage_encrypted: secret });
    expect(assess(encrypted, subject([db])).reason).not.toContain('hunter2');
  });
});

describe('property tests', () => {
  it.each([
    ['one-of: [a, b]', 'b', 'compliant'],
    ['one-of: [a, b]', 'c', 'vulnerable'],
    ['none-of: [a]', 'a', 'vulnerable'],
    ['none-of: [a], write: z', unknownValue(), 'unknown'],
    ['at-least: 7', 7, 'compliant'],
    ['at-least: 7', '6', 'vulnerable'],
    ['at-most: 7', 8, 'vulnerable'],
    ['contains: [a, b]', ['b', 'a', 'c'], 'compliant'],
    ['contains: [a, b]', ['b'], 'vulnerable'],
    ['contains: [a]', [unknownValue()], 'unknown'],
    ['excludes: [a]', ['b'], 'compliant'],
    ['excludes: [a]', ['a'], 'vulnerable'],
    ['like: ["TLS*2021"]', 'TLSv1.2_2021', 'compliant'],
    ['like: ["TLS*2021"]', 'SSLv3_2021', 'vulnerable'],
    ['not-like: ["*Public*"]', 'ReadPublicX', 'vulnerable'],
    ['exists: true', 'x', 'compliant'],
    ['exists: false', 'x', 'vulnerable'],
    ['exists: false', null, 'compliant'],
    ['equals: [1, 2]', [1, 2], 'compliant'],
    ['equals: {a: 1}', { a: 2 }, 'vulnerable'],
  ] as const)('%s of %j is %s', (test, is, verdict) => {
    const one = template(`- resource: t_a\n  require: [{property: x, ${test}}]`);
    const plain = Array.isArray(is) ? [...is] : is;
    expect(assess(one, subject([resource('t_a.a', { x: plain as string })])).verdict).toBe(verdict);
  });

  it('reads a pattern of which the literal parts rule the value out', () => {
    const one = template(
      '- resource: t_a\n  require: [{property: x, equals: private, absent: passes}]',
    );
    const pattern = {
      kind: 'unknown',
      reason: '',
      origin: null,
      pattern: ['public-', null],
    } as const;
    expect(assess(one, subject([resource('t_a.a', { x: pattern })])).verdict).toBe('vulnerable');
  });
});

const block = template(`
- resource: aws_s3_bucket
  require:
    - companion: aws_s3_bucket_public_access_block
      link: {bucket: id}
      require:
        - {property: block_public_acls, equals: true}
        - {property: block_public_policy, equals: true}
  refuse:
    - when: {companion: aws_s3_bucket_website_configuration, link: {bucket: id}}
      reason: It is a website.
`);
const bucket = resource('aws_s3_bucket.a', {});
const companion = (link: Parameters<typeof value>[0], block_public_policy: boolean) =>
  resource('aws_s3_bucket_public_access_block.a', {
    bucket: link,
    block_public_acls: true,
    block_public_policy,
  });

describe('a companion requirement', () => {
  it('adds the missing companion with every setting', () => {
    expect(planFix(block, subject([bucket]))).toMatchObject({
      ok: true,
      value: {
        intents: [
          {
            kind: 'add-resource',
            type: 'aws_s3_bucket_public_access_block',
            beside: bucket,
            properties: [
              ['bucket', { kind: 'reference', to: bucket, attribute: 'id' }],
              ['block_public_acls', { kind: 'literal', value: true }],
              ['block_public_policy', { kind: 'literal', value: true }],
            ],
          },
        ],
        companions: ['aws_s3_bucket_public_access_block'],
      },
    });
  });

  it('mends the one that exists', () => {
    const existing = companion(reference('aws_s3_bucket.a'), false);
    expect(planFix(block, subject([bucket, existing]))).toMatchObject({
      ok: true,
      value: { intents: [{ kind: 'set', resource: existing, path: ['block_public_policy'] }] },
    });
  });

  it('is met by a companion that refers to the resource', () => {
    const existing = companion(reference('aws_s3_bucket.a', 'bucket'), true);
    expect(assess(block, subject([bucket, existing])).verdict).toBe('compliant');
  });

  it("is met by a companion that writes the resource's name", () => {
    const named = resource(
      'aws_s3_bucket.a',
      {},
      {
        identities: [{ attribute: 'bucket', kind: 'name', value: value('logs') }],
      },
    );
    expect(assess(block, subject([named, companion('logs', true)])).verdict).toBe('compliant');
    expect(assess(block, subject([named, companion('other', true)])).verdict).toBe('vulnerable');
  });

  it('does not take the companion of another resource', () => {
    const other = companion(reference('aws_s3_bucket.b'), true);
    expect(assess(block, subject([bucket, other])).verdict).toBe('vulnerable');
  });

  it('is unknown where a companion may belong to the resource', () => {
    const maybe = companion(unknownValue(), true);
    expect(assess(block, subject([bucket, maybe])).verdict).toBe('unknown');
    expect(planFix(block, subject([bucket, maybe])).ok).toBe(false);
  });

  it('is refused with the reason where the code shows the danger', () => {
    const website = resource('aws_s3_bucket_website_configuration.a', {
      bucket: reference('aws_s3_bucket.a'),
    });
    expect(planFix(block, subject([bucket, website]))).toMatchObject({
      ok: false,
      error: { reason: expect.stringContaining('It is a website.') },
    });
  });
});

describe('requirements on blocks', () => {
  const each = template(`
- resource: aws_instance
  require:
    - each: ebs_block_device
      require: [{property: encrypted, equals: true}]
`);

  it('mend every block that fails, and no other', () => {
    const instance = resource('aws_instance.a', {
      ebs_block_device: [{ encrypted: false }, { encrypted: true }, { size: 8 }],
    });
    expect(planFix(each, subject([instance]))).toMatchObject({
      ok: true,
      value: {
        intents: [
          { kind: 'set', path: ['ebs_block_device', 0, 'encrypted'] },
          { kind: 'set', path: ['ebs_block_device', 2, 'encrypted'] },
        ],
      },
    });
  });

  it('are unknown where there may be more blocks', () => {
    const devices = { kind: 'list', items: [], complete: false, origin: null } as const;
    const instance = resource('aws_instance.a', { ebs_block_device: devices });
    expect(assess(each, subject([instance])).verdict).toBe('unknown');
  });
});

describe('alternatives', () => {
  const versioned = template(`
- resource: aws_s3_bucket
  require:
    - any-of:
        - companion: aws_s3_bucket_versioning
          link: {bucket: id}
          require: [{property: versioning_configuration.status, equals: Enabled}]
        - {property: versioning.enabled, equals: true}
`);

  it('mend the form that the code uses', () => {
    const inline = resource('aws_s3_bucket.a', { versioning: { enabled: false } });
    expect(planFix(versioned, subject([inline]))).toMatchObject({
      ok: true,
      value: { intents: [{ kind: 'set', path: ['versioning', 'enabled'] }] },
    });
  });

  it('write the first form where there is none', () => {
    expect(planFix(versioned, subject([bucket]))).toMatchObject({
      ok: true,
      value: {
        intents: [
          {
            kind: 'add-resource',
            properties: [
              ['bucket', {}],
              ['versioning_configuration', { kind: 'map', entries: [['status', {}]] }],
            ],
          },
        ],
      },
    });
  });
});

import { describe, expect, it } from 'vitest';
import type { Value } from '../../../src/model/value.ts';
import { assess, planFix } from '../../../src/pipeline/fix/index.ts';
import { reference, resource, subject, template, unknownValue, value } from './fake-code.ts';

const refusesPublic = template(`
- resource: aws_s3_bucket
  refuse: [{when: {public-policy: policy}, reason: It is public on purpose.}]
  require: [{property: x, equals: true}]
`);
const policy = (...statements: readonly object[]) => JSON.stringify({ Statement: statements });
const allow = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };

function outcome(is: string | Value | { readonly [key: string]: string }): string {
  const plan = planFix(refusesPublic, subject([resource('aws_s3_bucket.a', { policy: is })]));
  if (plan.ok) return 'private';
  return plan.error.reason.startsWith('It cannot be ruled out') ? 'unknown' : 'public';
}

describe('a policy', () => {
  it.each<[string, object]>([
    ['everybody', { ...allow, Principal: '*' }],
    ['everybody by account', { ...allow, Principal: { AWS: ['123456789012', '*'] } }],
    ['all but one', { ...allow, NotPrincipal: { AWS: '123456789012' } }],
    [
      'everybody from everywhere',
      { ...allow, Principal: '*', Condition: { IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } } },
    ],
    [
      'everybody over TLS',
      { ...allow, Principal: '*', Condition: { Bool: { 'aws:SecureTransport': 'true' } } },
    ],
    [
      'everybody who says where they come from',
      { ...allow, Principal: '*', Condition: { StringLike: { 'aws:Referer': 'https://a/*' } } },
    ],
    ...['arn:aws:s3:*:*:*', 'arn:aws:s3:::*', 'arn:aws:sns:*:*:jobs', 'arn:*', '*'].map(
      (source): [string, object] => [
        `everybody through ${source}`,
        { ...allow, Principal: '*', Condition: { ArnLike: { 'aws:SourceArn': source } } },
      ],
    ),
    [
      'everybody of any organisation',
      { ...allow, Principal: '*', Condition: { StringLike: { 'aws:PrincipalOrgID': 'o-*' } } },
    ],
    [
      'both halves of the internet',
      {
        ...allow,
        Principal: '*',
        Condition: { IpAddress: { 'aws:SourceIp': ['0.0.0.0/1', '128.0.0.0/1'] } },
      },
    ],
    [
      'everybody outside a network',
      { ...allow, Principal: '*', Condition: { StringNotEquals: { 'aws:SourceVpc': 'vpc-1' } } },
    ],
  ])('that allows %s is public', (_, statement) => {
    expect(outcome(policy(statement))).toBe('public');
  });

  it.each<[string, object]>([
    ['one account', { ...allow, Principal: { AWS: '123456789012' } }],
    [
      'everybody of an organisation',
      { ...allow, Principal: '*', Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } },
    ],
    [
      'everybody through one endpoint',
      { ...allow, Principal: '*', Condition: { StringEquals: { 'AWS:SourceVpce': ['vpce-1'] } } },
    ],
    [
      'everybody through topics of one account',
      {
        ...allow,
        Principal: '*',
        Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:sns:*:123456789012:*' } },
      },
    ],
    [
      'everybody through one bucket',
      {
        ...allow,
        Principal: '*',
        Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::acme-*' } },
      },
    ],
    ['nobody', { ...allow, Principal: '*', Effect: 'Deny' }],
  ])('that allows %s is not', (_, statement) => {
    expect(outcome(policy(statement))).toBe('private');
  });

  it('is read around the parts that are not known', () => {
    const parts = policy({ ...allow, Principal: '*', Resource: 'ARN' }).split('ARN');
    const pattern = parts.flatMap((part, at) => (at === 0 ? [part] : [null, part]));
    expect(outcome({ kind: 'unknown', reason: '', origin: null, pattern })).toBe('public');
    const encoded = [
      '{"Statement":[{"Effect":"Allow","Principal":"*","Sid":"\\"","Resource":[',
      null,
    ];
    const whole = [...encoded, ',"', null, '/*"]}]}'];
    expect(outcome({ kind: 'unknown', reason: '', origin: null, pattern: whole })).toBe('public');
  });

  it('for somebody who is not known is not called public, for whatever is not known is not called private', () => {
    const around = (principal: object | string) => {
      const parts = policy({ ...allow, Principal: principal }).split('WHO');
      const pattern = parts.flatMap((part, at) => (at === 0 ? [part] : [null, part]));
      return outcome({ kind: 'unknown', reason: '', origin: null, pattern });
    };
    expect(around({ AWS: 'WHO' })).toBe('private');
    expect(around('WHO')).toBe('unknown');
  });

  it('of a companion is what the refusal names when it is not known', () => {
    const ofCompanion = template(`
- resource: aws_s3_bucket
  refuse:
    - when: {companion: aws_s3_bucket_policy, link: {bucket: id}, where: {public-policy: policy}}
      reason: It is public on purpose.
  require: [{property: x, equals: true}]
`);
    const plan = planFix(
      ofCompanion,
      subject([
        resource('aws_s3_bucket.a', {}),
        resource('aws_s3_bucket_policy.p', {
          bucket: reference('aws_s3_bucket.a'),
          policy: unknownValue(),
        }),
      ]),
    );
    expect(plan.ok ? '' : plan.error.reason).toContain(
      'because the policy of `aws_s3_bucket_policy.p` is not known',
    );
  });

  it('that is not known is not called private', () => {
    expect(outcome(unknownValue())).toBe('unknown');
    expect(outcome('{')).toBe('unknown');
  });
});

describe('a statement requirement', () => {
  const tls = template(`
- resource: aws_s3_bucket
  require:
    - statement: policy
      contains:
        Effect: Deny
        Principal: "*"
        Action: "s3:*"
        Resource: [{reference: arn}, {text: [{reference: arn}, "/*"]}]
        Condition: {Bool: {"aws:SecureTransport": "false"}}
`);
  const deny = {
    Effect: 'Deny',
    Principal: { AWS: '*' },
    Action: ['s3:*'],
    Resource: 'x',
    Condition: { Bool: { 'aws:SecureTransport': false } },
  };
  const about = (is: string) => subject([resource('aws_s3_bucket.a', { policy: is })]);

  it('is met by a statement that says the same in other words', () => {
    expect(assess(tls, about(policy(deny))).verdict).toBe('compliant');
  });

  it('is added to a policy that has other statements', () => {
    expect(assess(tls, about(policy(allow))).verdict).toBe('vulnerable');
    expect(planFix(tls, about(policy(allow)))).toMatchObject({
      value: { intents: [{ kind: 'append', path: ['policy', 'Statement'] }] },
    });
  });

  it('makes a policy where there is none', () => {
    expect(planFix(tls, subject([resource('aws_s3_bucket.a', {})]))).toMatchObject({
      value: { intents: [{ kind: 'set', path: ['policy'], value: { kind: 'json' } }] },
    });
  });
});

describe('a restriction', () => {
  const known = template(`
- resource: aws_sqs_queue
  require: [{restrict: policy, to: "aws:PrincipalOrgID", values: [o-1]}]
`);
  const about = (is: string | Value) => subject([resource('aws_sqs_queue.a', { policy: is })]);
  const open = { ...allow, Principal: '*' };
  const condition = ['Condition', 'StringEquals', 'aws:PrincipalOrgID'];

  it('is written into every statement that lets everybody in, and into no other', () => {
    const own = { ...allow, Principal: { AWS: '123456789012' } };
    expect(planFix(known, about(policy(open, own, open)))).toMatchObject({
      value: {
        intents: [
          { kind: 'set', path: ['policy', 'Statement', 0, ...condition] },
          { kind: 'set', path: ['policy', 'Statement', 2, ...condition] },
        ],
      },
    });
  });

  it('is written into the one statement that stands in no list', () => {
    const text = JSON.stringify({ Statement: open });
    const document = value({ Statement: open });
    if (document.kind !== 'map') throw new Error('a map is expected');
    expect(
      planFix(known, about({ kind: 'string', value: text, origin: null, document })),
    ).toMatchObject({ value: { intents: [{ path: ['policy', 'Statement', ...condition] }] } });
  });

  it.each<[string, string]>([
    ['the organisation', 'aws:PrincipalOrgID'],
    ["a key's callers", 'kms:CallerAccount'],
  ])('is there already where %s is named', (_, key) => {
    const restricted = { ...open, Condition: { StringEquals: { [key]: 'x' } } };
    expect(assess(known, about(policy(restricted))).verdict).toBe('compliant');
  });

  it('is not known to be there where the policy, or whom it allows, is not', () => {
    expect(assess(known, about(unknownValue())).verdict).toBe('unknown');
    const parts = policy({ ...allow, Principal: 'WHO' }).split('WHO');
    const pattern = parts.flatMap((part, at) => (at === 0 ? [part] : [null, part]));
    expect(
      assess(known, about({ kind: 'unknown', reason: '', origin: null, pattern })).verdict,
    ).toBe('unknown');
  });

  it('needs no policy', () => {
    expect(assess(known, subject([resource('aws_sqs_queue.a', {})])).verdict).toBe('compliant');
  });
});

describe('actions that other accounts may not have', () => {
  const own = template(`
- resource: aws_s3_bucket
  require: [{withhold: policy, actions: ["s3:PutBucketPolicy", "s3:PutBucketAcl"]}]
`);
  const other = { AWS: 'arn:aws:iam::210987654321:root' };
  const gives = (action: string | readonly string[], principal: unknown = other) => {
    const is = policy({ ...allow, Principal: principal, Action: action });
    return subject([resource('aws_s3_bucket.a', { policy: is })]);
  };
  const inAccount = (about: ReturnType<typeof gives>) => ({
    ...about,
    context: { ...about.context, account: '123456789012' },
  });

  it.each<[string, unknown]>([
    ['another account', '210987654321'],
    ['everybody', '*'],
    ['one of several', ['123456789012', 'arn:aws:sts::210987654321:assumed-role/a/b']],
  ])('are taken out of what %s gets', (_, names) => {
    const about = inAccount(
      gives(['s3:GetObject', 's3:PUTBucketAcl', 's3:PutBucketPolicy'], { AWS: names }),
    );
    expect(planFix(own, about)).toMatchObject({
      value: {
        intents: [
          { kind: 'remove', path: ['policy', 'Statement', 0, 'Action', 1] },
          { kind: 'remove', path: ['policy', 'Statement', 0, 'Action', 2] },
        ],
      },
    });
  });

  it.each<[string, unknown]>([
    ['the own account', { AWS: 'arn:aws:iam::123456789012:role/a' }],
    ['a service', { Service: 'logging.s3.amazonaws.com' }],
  ])('may be given to %s', (_, principal) => {
    expect(assess(own, inAccount(gives('s3:PutBucketAcl', principal))).verdict).toBe('compliant');
  });

  it.each<[string, string | readonly string[]]>([
    ['by a wildcard', ['s3:GetObject', 's3:Put*']],
    ['all that there is', ['s3:PutBucketAcl']],
  ])('are not taken out where they are given %s', (_, action) => {
    expect(assess(own, inAccount(gives(action))).verdict).toBe('vulnerable');
    expect(planFix(own, inAccount(gives(action)))).toMatchObject({ ok: false });
  });

  it('are not judged without knowing whose account it is', () => {
    expect(assess(own, gives('s3:PutBucketAcl')).verdict).toBe('unknown');
    expect(assess(own, inAccount(gives('s3:PutBucketAcl', { AWS: 'AIDAEXAMPLE' }))).verdict).toBe(
      'unknown',
    );
  });
});

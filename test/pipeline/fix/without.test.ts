import { describe, expect, it } from 'vitest';
import { assess, planFix } from '../../../src/pipeline/fix/index.ts';
import { reference, resource, subject, template, unknownValue } from './fake-code.ts';

const detached = template(`
- resource: aws_iam_role
  require:
    - without: aws_iam_role_policy_attachment
      link: { role: name }
      where: { property: policy_arn, like: ["*:policy/AWSCloudShellFullAccess"] }
`);
const role = resource('aws_iam_role.a', {});
const attachment = (name: string, to: ReturnType<typeof reference>, policy: string) =>
  resource(`aws_iam_role_policy_attachment.${name}`, {
    role: to,
    policy_arn: `arn:aws:iam::aws:policy/${policy}`,
  });
const own = reference('aws_iam_role.a', 'name');

describe('a companion that must not be there', () => {
  it('is taken out of the code', () => {
    const unwanted = attachment('shell', own, 'AWSCloudShellFullAccess');
    const about = subject([role, unwanted, attachment('read', own, 'ReadOnlyAccess')]);
    expect(assess(detached, about)).toMatchObject({
      verdict: 'vulnerable',
      reason: '`aws_iam_role_policy_attachment.shell` belongs to it.',
    });
    expect(planFix(detached, about)).toMatchObject({
      ok: true,
      value: { intents: [{ kind: 'remove-resource', resource: unwanted }], writes: [] },
    });
  });

  it.each([
    ['another resource has it', reference('aws_iam_role.b', 'name')],
    ['there is none', null],
  ])('is no fault where %s', (_, to) => {
    const others = to === null ? [] : [attachment('shell', to, 'AWSCloudShellFullAccess')];
    expect(assess(detached, subject([role, ...others])).verdict).toBe('compliant');
  });

  it('is unknown where the code does not tell whose it is', () => {
    const doubtful = attachment('shell', unknownValue() as typeof own, 'AWSCloudShellFullAccess');
    expect(assess(detached, subject([role, doubtful])).verdict).toBe('unknown');
  });
});

describe('a companion with an empty link', () => {
  const block = template(`
- resource: aws_iam_account_password_policy
  require:
    - companion: aws_s3_account_public_access_block
      link: {}
      require:
        - { property: block_public_acls, equals: true }
`);
  const policy = resource('aws_iam_account_password_policy.a', {});

  it('is any one of the same root', () => {
    const found = resource('aws_s3_account_public_access_block.a', { block_public_acls: true });
    expect(assess(block, subject([policy, found])).verdict).toBe('compliant');
  });

  it('is added where the root has none', () => {
    expect(planFix(block, subject([policy]))).toMatchObject({
      ok: true,
      value: { intents: [{ kind: 'add-resource', type: 'aws_s3_account_public_access_block' }] },
    });
  });
});

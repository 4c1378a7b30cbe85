import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deduplicate } from '../../../src/pipeline/triage/deduplicate.ts';
import { finding } from '../../support/finding.ts';
import { readSample } from '../ingest/samples.ts';

const groupArn = (id: string, account = '123456789012') =>
  `arn:aws:ec2:eu-west-1:${account}:security-group/${id}`;

/** A finding about a security group, with what a test is about. */
function onGroup({ cloud, ...given }: Parameters<typeof finding>[0] = {}) {
  return finding({
    id: 'one',
    control: 'EC2.13',
    checks: [{ scheme: 'security-hub', id: 'EC2.13' }],
    ...given,
    cloud: {
      id: groupArn('sg-0a1b2c3d'),
      type: 'AWS::EC2::SecurityGroup',
      account: '123456789012',
      names: ['bastion', 'sg-0a1b2c3d'],
      ...cloud,
    },
  });
}

/** How the ids of findings are put together. */
function ids(findings: Parameters<typeof deduplicate>[0]): string[] {
  return deduplicate(findings).map(({ reports }) => reports.map(({ id }) => id).join('+'));
}

describe('deduplicate', () => {
  it('puts what Prowler, Config and our own audit say of one group together', () => {
    const findings = [
      'asff/prowler.json',
      'aws-config/evaluation-results.json',
      'plain/findings.json',
    ]
      .flatMap((name) => readSample(name).findings)
      .filter(
        ({ control, resource }) => control === 'EC2.13' && resource.names.includes('sg-0a1b2c3d'),
      );
    const [cause, ...others] = deduplicate(findings);
    expect(others).toEqual([]);
    expect(cause?.reports).toHaveLength(4);
    expect(cause?.finding).toMatchObject({ control: 'EC2.13', severity: 'HIGH', status: 'failed' });
    expect(cause?.finding.checks.map(({ scheme }) => scheme).sort()).toEqual([
      'config-rule',
      'prowler',
      'security-hub',
    ]);
  });

  it('joins an ARN with the bare id that Config uses', () => {
    const bare = onGroup({
      id: 'two',
      cloud: { id: 'sg-0a1b2c3d', names: ['sg-0a1b2c3d'] },
    });
    expect(ids([onGroup(), bare])).toEqual(['one+two']);
  });

  it("joins a database's ARN with its generated id", () => {
    const resource = { type: 'AWS::RDS::DBInstance' };
    const generated = 'db-N5ZKB3S454O2DWZI42EHTHD36W';
    const arn = 'arn:aws:rds:eu-west-1:123456789012:db:main';
    const named = onGroup({ cloud: { ...resource, id: arn, names: ['main', generated] } });
    const bare = onGroup({ id: 'two', cloud: { ...resource, id: generated, names: [] } });
    expect(ids([named, bare])).toEqual(['one+two']);
  });

  it('keeps two groups of the same name apart', () => {
    const other = onGroup({
      id: 'two',
      cloud: { id: groupArn('sg-0f0f0f0f'), names: ['bastion', 'sg-0f0f0f0f'] },
    });
    expect(ids([onGroup(), other])).toEqual(['one', 'two']);
  });

  it.each([
    ['controls', { control: 'EC2.14' }],
    ['accounts', { cloud: { id: 'sg-0a1b2c3d', account: '210987654321' } }],
    ['regions', { cloud: { id: 'sg-0a1b2c3d', region: 'us-east-1' } }],
    ['types', { cloud: { type: 'AWS::EC2::Instance' } }],
    ['code and cloud', { codeLocation: { path: 'main.tf', line: 1, endLine: 2 } }],
  ])('keeps different %s apart', (_what, fields) => {
    expect(ids([onGroup(), onGroup({ id: 'two', ...fields })])).toEqual(['one', 'two']);
  });

  it('leaves a finding without account alone when two accounts fit', () => {
    const bucket = (id: string, account: string | null) =>
      onGroup({ id, cloud: { id: 'sg-0a1b2c3d', account, names: [] } });
    const findings = [bucket('a', '111111111111'), bucket('b', '222222222222'), bucket('c', null)];
    expect(ids(findings)).toEqual(['a', 'b', 'c']);
  });

  it('describes the resource by all that the sources know', () => {
    const tagged = onGroup({
      id: 'two',
      severity: 'CRITICAL',
      cloud: { id: 'sg-0a1b2c3d', names: ['sg-0a1b2c3d'], tags: { team: 'net' } },
    });
    expect(deduplicate([tagged, onGroup()])[0]?.finding).toMatchObject({
      severity: 'CRITICAL',
      resource: {
        id: groupArn('sg-0a1b2c3d'),
        tags: { team: 'net' },
        names: ['bastion', 'sg-0a1b2c3d'],
      },
    });
  });

  it('loses no finding', () => {
    const one = fc.record({
      group: fc.constantFrom('sg-0a1b2c3d', 'sg-0f0f0f0f'),
      account: fc.constantFrom('111111111111', '222222222222', null),
      control: fc.constantFrom('EC2.13', 'EC2.14'),
    });
    fc.assert(
      fc.property(fc.array(one), (list) => {
        const findings = list.map(({ group, account, control }, index) =>
          onGroup({ id: `${index}`, control, cloud: { id: group, account, names: [] } }),
        );
        const reports = deduplicate(findings).flatMap((cause) => cause.reports);
        expect(new Set(reports)).toEqual(new Set(findings));
        expect(reports).toHaveLength(findings.length);
      }),
    );
  });
});

import { describe, expect, it } from 'vitest';
import { assess, planFix } from '../../../src/pipeline/fix/index.ts';
import { reference, resource, subject, template, unknownValue, type value } from './fake-code.ts';

const intents = (...of: Parameters<typeof planFix>) => {
  const plan = planFix(...of);
  return plan.ok ? plan.value.intents : plan.error.reason;
};

describe('an entry, told from others by its key', () => {
  const requireSsl = template(`
- resource: aws_redshift_parameter_group
  require:
    - entry: parameter
      key: { name: require_ssl }
      with: { value: "true" }
      require: [{ property: value, equals: true }]`);
  const group = (parameter: Parameters<typeof resource>[1]['parameter']) =>
    subject([resource('aws_redshift_parameter_group.a', { parameter: parameter ?? null })]);

  it.each([
    [
      'compliant',
      [
        { name: 'x', value: 'y' },
        { name: 'require_ssl', value: 'true' },
      ],
    ],
    ['vulnerable', [{ name: 'require_ssl', value: 'false' }]],
    ['vulnerable', [{ name: 'x', value: 'true' }]],
    ['vulnerable', null],
    ['unknown', [{ name: unknownValue(), value: 'true' }]],
    ['unknown', unknownValue()],
  ] as const)('is %s', (verdict, parameter) => {
    expect(assess(requireSsl, group(parameter)).verdict).toBe(verdict);
  });

  it('is mended where it stands', () => {
    const wrong = group([
      { name: 'x', value: 'y' },
      { name: 'require_ssl', value: 'false' },
    ]);
    expect(intents(requireSsl, wrong)).toMatchObject([
      { kind: 'set', path: ['parameter', 1, 'value'], value: { kind: 'literal', value: true } },
    ]);
  });

  it('is added where there is none', () => {
    expect(intents(requireSsl, group([{ name: 'x', value: 'y' }]))).toMatchObject([
      {
        kind: 'append',
        path: ['parameter'],
        value: {
          entries: [
            ['name', { value: 'require_ssl' }],
            ['value', { value: 'true' }],
          ],
        },
      },
    ]);
  });
});

describe('a resource that this one uses', () => {
  const encrypted = template(`
- resource: aws_redshift_cluster
  require:
    - uses: aws_redshift_parameter_group
      through: cluster_parameter_group_name
      reason: It has the default group.
      require: [{ property: family, equals: right }]`);
  const cluster = (name: Parameters<typeof resource>[1]['name']) =>
    resource('aws_redshift_cluster.a', { cluster_parameter_group_name: name ?? null });
  const group = resource('aws_redshift_parameter_group.b', { family: 'wrong' });

  it('is mended itself', () => {
    const used = subject([cluster(reference('aws_redshift_parameter_group.b', 'name')), group]);
    expect(assess(encrypted, used).verdict).toBe('vulnerable');
    expect(intents(encrypted, used)).toMatchObject([{ kind: 'set', resource: group }]);
  });

  it('is refused with the reason where none is named', () => {
    const none = subject([cluster(null), group]);
    expect(assess(encrypted, none).verdict).toBe('vulnerable');
    expect(intents(encrypted, none)).toBe('It has the default group.');
  });

  it('is unknown where the code does not have it', () => {
    expect(assess(encrypted, subject([cluster('elsewhere'), group])).verdict).toBe('unknown');
  });
});

describe('a companion that names the resource in a list', () => {
  const backedUp = template(`
- resource: aws_dynamodb_table
  require:
    - companion: aws_backup_selection
      link: { "resources[]": arn }
      with: { name: tables }
      require: [{ property: iam_role_arn, exists: true, write: role }]`);
  const table = resource('aws_dynamodb_table.a', {});
  const selection = (...resources: readonly string[]) =>
    resource('aws_backup_selection.b', {
      iam_role_arn: 'role',
      resources: resources.map((address) => reference(address, 'arn')),
    });

  it('is found among the others', () => {
    const found = subject([table, selection('aws_dynamodb_table.z', 'aws_dynamodb_table.a')]);
    expect(assess(backedUp, found).verdict).toBe('compliant');
    expect(assess(backedUp, subject([table, selection('aws_dynamodb_table.z')])).verdict).toBe(
      'vulnerable',
    );
  });

  it('is added with a list of one', () => {
    expect(intents(backedUp, subject([table]))).toMatchObject([
      {
        kind: 'add-resource',
        properties: [
          ['resources', { kind: 'list', items: [{ kind: 'reference', attribute: 'arn' }] }],
          ['name', { value: 'tables' }],
          ['iam_role_arn', { value: 'role' }],
        ],
      },
    ]);
  });
});

it('something else is named instead of what is used, where the template says so', () => {
  const moved = template(`
- resource: aws_efs_mount_target
  require:
    - uses: aws_subnet
      through: subnet_id
      reason: No subnet.
      instead: subnet-private
      require: [{ property: map_public_ip_on_launch, equals: false, absent: passes }]`);
  const target = resource('aws_efs_mount_target.a', { subnet_id: reference('aws_subnet.b') });
  const open = subject([target, resource('aws_subnet.b', { map_public_ip_on_launch: true })]);
  expect(intents(moved, open)).toMatchObject([
    { kind: 'set', resource: target, path: ['subnet_id'], value: { value: 'subnet-private' } },
  ]);
  const closed = subject([target, resource('aws_subnet.b', {})]);
  expect(assess(moved, closed).verdict).toBe('compliant');
});

it('one more companion is added where there are too few', () => {
  const twice = template(`
- resource: aws_rds_cluster
  require:
    - companion: aws_rds_cluster_instance
      link: { cluster_identifier: id }
      missing: refuse
      reason: It has none.
      at-least: 2
      require: [{ property: engine, exists: true, write: { reference: engine } }]`);
  const cluster = resource('aws_rds_cluster.a', {});
  const instance = (name: string, of: ReturnType<typeof value>) =>
    resource(`aws_rds_cluster_instance.${name}`, {
      cluster_identifier: of,
      engine: 'aurora-mysql',
    });
  const member = reference('aws_rds_cluster.a');
  const one = subject([cluster, instance('b', member)]);
  expect(intents(twice, one)).toMatchObject([{ kind: 'add-resource', beside: cluster }]);
  const two = subject([cluster, instance('b', member), instance('c', member)]);
  expect(assess(twice, two).verdict).toBe('compliant');
  const perhaps = subject([cluster, instance('b', member), instance('c', unknownValue())]);
  expect(assess(twice, perhaps).verdict).toBe('unknown');
  expect(intents(twice, subject([cluster]))).toBe('It has none.');
});

it('a dot inside of a name is written with a backslash', () => {
  const forced = template(`
- resource: aws_db_parameter_group
  require: [{ property: 'parameters.rds\\.force_ssl', equals: 1 }]`);
  const group = (parameters: Record<string, number>) =>
    subject([resource('aws_db_parameter_group.a', { parameters })]);
  expect(assess(forced, group({ 'rds.force_ssl': 1 })).verdict).toBe('compliant');
  expect(intents(forced, group({}))).toMatchObject([{ path: ['parameters', 'rds.force_ssl'] }]);
});

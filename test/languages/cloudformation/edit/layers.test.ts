import { describe, expect, test } from 'vitest';
import type { EditIntent } from '../../../../src/model/language.ts';
import type { PropertyPath } from '../../../../src/model/value.ts';
import { afterEdit, literal, resourceOf, stack } from '../stack.ts';

function setting(address: string, path: PropertyPath, value: string | boolean, inPlace = false) {
  return afterEdit(stack, address, (resource) => [
    {
      kind: 'set',
      resource,
      path,
      value: literal(value),
      ...(inPlace ? { inPlace: true as const } : {}),
    },
  ]);
}

describe('a value is set where it comes from', () => {
  test('a parameter file', () => {
    const result = setting('CacheVolume', ['Encrypted'], true);
    expect(result).toMatchObject({
      layers: ['parameter-file'],
      notes: [expect.stringContaining('params/storage-prod.json')],
    });
    expect(result.files).toEqual({
      'params/storage-prod.json': (stack['params/storage-prod.json'] ?? '').replace(
        '"false"',
        '"true"',
      ),
    });
  });

  test('the entry of a mapping that counts in the region', () => {
    const result = setting('CartVolume', ['Encrypted'], true);
    expect(result.layers).toEqual(['mapping']);
    expect(result.files?.['storage.yaml']).toBe(
      (stack['storage.yaml'] ?? '').replace('VolumeEncrypted: false', 'VolumeEncrypted: true'),
    );
  });

  test('every branch, where the condition is not known', () => {
    const result = setting('AccessLogs', ['AccessControl'], 'Private');
    expect(result.layers).toEqual(['condition-branch']);
    expect(result.files?.['storage.yaml']).toContain('!If [Exposed, Private, Private]');
  });

  test('samconfig.toml', () => {
    const files = {
      'template.yaml':
        'Parameters:\n  Acl: {Type: String}\nResources:\n  R:\n    Type: AWS::S3::Bucket\n    Properties: {AccessControl: !Ref Acl}\n',
      'samconfig.toml':
        '[prod.deploy.parameters]\nparameter_overrides = "Acl=\\"PublicRead\\" B=1"\n',
    };
    const result = afterEdit(files, 'R', (resource) => [
      { kind: 'set', resource, path: ['AccessControl'], value: literal('Private') },
    ]);
    expect(result.files).toEqual({
      'samconfig.toml': '[prod.deploy.parameters]\nparameter_overrides = "Acl=Private B=1"\n',
    });
    const after = resourceOf({ ...files, ...result.files }, 'R');
    expect(after.properties.entries.get('AccessControl')).toMatchObject({ value: 'Private' });
  });
});

describe('the property itself takes the value', () => {
  test('of a parameter that only has a default', () => {
    const result = setting('MarketingAssets', ['AccessControl'], 'Private');
    expect(result.layers).toEqual(['resource']);
    expect(result.notes).toEqual([expect.stringContaining('only a default')]);
    expect(result.files?.['storage.yaml']).toContain(
      'AccessControl: Private # asked for by the agency',
    );
  });

  test('when it is told so', () => {
    expect(setting('CartVolume', ['Encrypted'], true, true).files?.['storage.yaml']).toContain(
      'Encrypted: true\n\n  CacheVolume',
    );
    expect(setting('CacheVolume', ['Encrypted'], true, true).layers).toEqual(['resource']);
  });

  const shared = (more: string, declaration = 'Type: String') => ({
    't.yaml': `Parameters:\n  P: {${declaration}}\nResources:\n  R:\n    Type: AWS::S3::Bucket\n    Properties:\n      AccessControl: !Ref P\n${more}`,
    'params/t.json': '{"P": "PublicRead"}',
  });
  test.each([
    [
      'is used for something else',
      shared('      BucketName: !Sub "a-$' + '{P}"\n'),
      'other things',
    ],
    ['decides a condition', shared('Conditions:\n  C: !Equals [!Ref P, x]\n'), 'other things'],
    [
      'does not allow it',
      shared('', 'Type: String, AllowedValues: [PublicRead]'),
      'does not allow',
    ],
  ])('of a parameter that %s', (_, files, note) => {
    const result = afterEdit(files, 'R', (resource) => [
      { kind: 'set', resource, path: ['AccessControl'], value: literal('Private') },
    ]);
    expect(result.layers).toEqual(['resource']);
    expect(result.notes?.[0]).toContain(note);
    expect(result.files?.['t.yaml']).toContain('AccessControl: Private');
  });
});

describe('Globals of SAM', () => {
  const edit = (intent: (resource: ReturnType<typeof resourceOf>) => EditIntent) =>
    afterEdit(stack, 'TakeOrder', (resource) => [intent(resource)]);

  test('are overruled at the resource', () => {
    const result = edit((resource) => ({
      kind: 'set',
      resource,
      path: ['Tracing'],
      value: literal('Active'),
    }));
    expect(result.files?.['orders/template.yaml']).toContain(
      'team: orders\n      Tracing: Active\n',
    );
  });

  test('are not edited through a resource', () => {
    expect(edit((resource) => ({ kind: 'remove', resource, path: ['Runtime'] })).refused).toContain(
      'Globals',
    );
    expect(
      edit((resource) => ({ kind: 'remove', resource, path: ['Layers', 1] })).refused,
    ).toContain('Globals');
  });
});

describe('resources', () => {
  test('are added after the one they belong to, with its condition', () => {
    const result = afterEdit(stack, 'AccessLogs', (beside) => [
      {
        kind: 'add-resource',
        type: 'AWS::S3::BucketPolicy',
        beside,
        properties: [['Bucket', { kind: 'reference', to: beside, attribute: 'id' }]],
      },
    ]);
    expect(result.layers).toEqual(['companion']);
    expect(result.files?.['storage.yaml']).toContain(
      'LogDeliveryWrite]\n\n  AccessLogsBucketPolicy:\n    Type: AWS::S3::BucketPolicy\n    Condition: IsProd\n    Properties:\n      Bucket: !Ref AccessLogs\n\n  Website:',
    );
  });

  test('of another template cannot be referred to', () => {
    const to = resourceOf(stack, 'WebGroup');
    const result = afterEdit(stack, 'CartVolume', (resource) => [
      {
        kind: 'set',
        resource,
        path: ['KmsKeyId'],
        value: { kind: 'reference', to, attribute: 'Arn' },
      },
    ]);
    expect(result.refused).toContain('another template');
  });

  test('are removed with their blank lines', () => {
    const result = afterEdit(stack, 'Exports', (resource) => [
      { kind: 'remove-resource', resource },
    ]);
    expect(result.files?.['storage.yaml']).toContain('index.html}\n\n  CartVolume:');
  });

  test.each([
    ['MarketingAssets', 'storage.yaml:82'],
    ['AdminGroup', 'network.json:39'],
  ])('%s stays while something refers to it', (address, place) => {
    const result = afterEdit(stack, address, (resource) => [{ kind: 'remove-resource', resource }]);
    expect(result.refused).toContain(place);
  });

  test('that are generated are refused with what to edit', () => {
    const result = afterEdit(stack, 'AssetsBucket5CB76180', (resource) => [
      { kind: 'set', resource, path: ['AccessControl'], value: literal('Private') },
    ]);
    expect(result.refused).toContain('Shop/Assets/Resource');
  });
});

test('several fixes of one file are one set of edits', () => {
  const flags = [
    'BlockPublicAcls',
    'BlockPublicPolicy',
    'IgnorePublicAcls',
    'RestrictPublicBuckets',
  ];
  const result = afterEdit(stack, 'MarketingAssets', (resource) =>
    flags.map((flag) => ({
      kind: 'set',
      resource,
      path: ['PublicAccessBlockConfiguration', flag],
      value: literal(true),
    })),
  );
  expect(result.files?.['storage.yaml']).toContain(`      PublicAccessBlockConfiguration:
        BlockPublicAcls: true
        BlockPublicPolicy: true   # see above
        IgnorePublicAcls: true
        RestrictPublicBuckets: true
      Tags:`);
});

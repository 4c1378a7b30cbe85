import { describe, expect, test } from 'vitest';
import { cloudformation } from '../../../../src/languages/cloudformation/language.ts';
import { plain, resourceOf, stack } from '../stack.ts';
import { context, treeOf } from '../tree.ts';

const code = cloudformation.open(treeOf(stack));

test('resources are found by type, in templates only', () => {
  const buckets = code.resources({ types: ['AWS::S3::Bucket'], context });
  expect(buckets.map(({ path, address }) => `${path} ${address}`)).toEqual([
    'cdk.out/Shop.template.json AssetsBucket5CB76180',
    'orders/template.yaml Invoices',
    'storage.yaml MarketingAssets',
    'storage.yaml AccessLogs',
    'storage.yaml Website',
    'storage.yaml Exports',
  ]);
});

test('a resource whose condition is false is not made', () => {
  const elsewhere = code.resources({
    types: ['AWS::S3::Bucket'],
    context: { ...context, region: 'us-east-1' },
  });
  expect(elsewhere.map(({ address }) => address)).not.toContain('Website');
});

test('a resource whose condition is not known is not counted', () => {
  const alone = { 'storage.yaml': stack['storage.yaml'] ?? '' };
  expect(resourceOf(alone, 'AccessLogs').counted).toBe(false);
  expect(resourceOf(stack, 'AccessLogs').counted).toBe(true);
});

test('the condition of a resource holds for its own properties', () => {
  const text =
    'Parameters: {P: {Type: String}}\nConditions: {C: !Equals [!Ref P, x]}\nResources:\n  R:\n    Type: AWS::SNS::Topic\n    Condition: C\n    Properties: {TopicName: !If [C, a, b]}\n';
  const resource = resourceOf({ 't.yaml': text }, 'R');
  expect(resource.counted).toBe(false);
  expect(plain(resource.properties)).toEqual({ TopicName: 'a' });
});

test.each([
  ['a manifest of several documents', 'kind: A\nresources: {}\n---\nkind: AWS::B\nx: Resources\n'],
  ['a policy', '{"Resource": "*", "x": "AWS::S3::Bucket"}'],
])('%s is no template, and no problem', (_, text) => {
  const opened = cloudformation.open(treeOf({ 'a.yaml': text }));
  expect(opened.rootResources('a.yaml', context)).toEqual([]);
  expect(opened.problems()).toEqual([]);
});

describe('identities', () => {
  const valuesOf = (address: string, files = stack) =>
    resourceOf(files, address).identities.map(({ value }) => plain(value));

  test('come from each deployment, and without the parameters that only have a default', () => {
    expect(valuesOf('MarketingAssets')).toEqual(['shop-prod-marketing-assets']);
    expect(valuesOf('MarketingAssets', { 'storage.yaml': stack['storage.yaml'] ?? '' })).toEqual([
      'shop-dev-marketing-assets',
      { unknown: ['shop-', null, '-marketing-assets'] },
    ]);
    expect(valuesOf('TakeOrder')).toEqual([
      'take-order-dev',
      'take-order-prod',
      { unknown: ['take-order-', null] },
    ]);
  });

  test('of a resource without a name are what CloudFormation makes of stack and logical id', () => {
    expect(valuesOf('Exports')).toEqual([{ unknown: [null, '-exports-', null] }]);
    expect(valuesOf('Invoices')).toEqual([
      { unknown: ['shop-orders-dev-invoices-', null] },
      { unknown: ['shop-orders-invoices-', null] },
      { unknown: [null, '-invoices-', null] },
    ]);
    expect(valuesOf('WebGroup')).toEqual([{ unknown: [null, '-WebGroup-', null] }]);
    expect(valuesOf('CartVolume')).toEqual([]);
  });

  test('keep only as much of a long logical id as is sure to be in the name', () => {
    const files = {
      't.yaml':
        'Resources:\n  ApplicationLoadBalancer: {Type: "AWS::ElasticLoadBalancingV2::LoadBalancer"}\n  AVeryLongLogicalIdentifierOfABucket: {Type: "AWS::S3::Bucket"}\n',
    };
    expect(valuesOf('ApplicationLoadBalancer', files)).toEqual([
      { unknown: [null, '-Appli', null] },
    ]);
    expect(valuesOf('AVeryLongLogicalIdentifierOfABucket', files)).toEqual([
      { unknown: [null, '-averylonglogicalidentifi', null] },
    ]);
  });
});

test('tags are read from lists and maps, with those of the stack', () => {
  expect(plain(resourceOf(stack, 'MarketingAssets').tags)).toEqual({
    team: 'marketing',
    Name: 'shop-prod-assets',
  });
  expect(plain(resourceOf(stack, 'TakeOrder').tags)).toEqual({ team: 'orders' });
  const { 'orders/samconfig.toml': config = '', ...rest } = stack;
  const onlyProd =
    config.slice(0, config.indexOf('[default')) + config.slice(config.indexOf('[prod'));
  expect(
    plain(resourceOf({ ...rest, 'orders/samconfig.toml': onlyProd }, 'Invoices').tags),
  ).toEqual({
    owner: 'orders-team',
  });
});

test('stack names are those of samconfig.toml, or guesses that leave any other possible', () => {
  const names = (address: string) => resourceOf(stack, address).stackNames?.map(plain);
  expect(names('Invoices')).toEqual(['shop-orders-dev', 'shop-orders']);
  expect(names('Exports')).toEqual([
    'storage',
    { unknown: [null, '-storage'] },
    { unknown: ['storage-', null] },
    { unknown: [null, '-storage-', null] },
    { unknown: null },
  ]);
});

test('a SAM resource has the properties of Globals, and its own win', () => {
  const { properties, cloudTypes } = resourceOf(stack, 'TakeOrder');
  expect(plain(properties)).toMatchObject({
    Runtime: 'nodejs22.x',
    Timeout: 30,
    Layers: [
      'arn:aws:lambda:eu-west-1:111122223333:layer:common:1',
      'arn:aws:lambda:eu-west-1:111122223333:layer:orders:1',
    ],
  });
  expect(properties.entries.get('Runtime')?.origin?.layer).toBe('globals');
  expect(properties.entries.get('Timeout')?.origin?.layer).toBe('resource');
  expect(cloudTypes).toContain('AWS::Lambda::Function');
});

test('values have the types of the schema, and a single object is a list of one', () => {
  const ingress = resourceOf(stack, 'WebGroup').properties.entries.get('SecurityGroupIngress');
  expect(plain(ingress)).toMatchObject([{ FromPort: 443 }, { FromPort: 22 }]);
  expect(
    plain(resourceOf(stack, 'AdminGroup').properties.entries.get('SecurityGroupIngress')),
  ).toEqual([{ IpProtocol: '-1', CidrIpv6: '::/0' }]);
});

describe('what nobody should edit is locked', () => {
  const template = 'Resources:\n  R:\n    Type: AWS::SNS::Topic\n';
  const loop =
    'Transform: AWS::LanguageExtensions\nResources:\n  Fn::ForEach::Topics:\n    - Name\n    - [a, b]\n    - Topic$' +
    '{Name}:\n        Type: AWS::SNS::Topic\n';
  const anchors =
    'Resources:\n  R:\n    Type: AWS::SNS::Topic\n    Properties: &p {TopicName: x}\n  S:\n    Type: AWS::SNS::Topic\n    Properties: *p\n';
  test.each([
    [
      'the AWS CDK',
      'Shop.json',
      '{"Resources": {"R": {"Type": "AWS::SNS::Topic", "Metadata": {"aws:cdk:path": "Shop/Topic/Resource"}}}}',
      'R',
      'Shop/Topic/Resource',
    ],
    ['a folder of the CDK', 'app/cdk.out/Shop.template.json', template, 'R', 'cdk.out'],
    ['`sam build`', '.aws-sam/build/template.yaml', template, 'R', 'sam build'],
    [
      'the Serverless Framework',
      '.serverless/cloudformation-template-update-stack.json',
      template,
      'R',
      'serverless.yml',
    ],
    [
      'its own header',
      't.yaml',
      `# Code generated by stacker; DO NOT EDIT.\n${template}`,
      'R',
      'header',
    ],
    ['a loop', 't.yaml', loop, 'Topic$' + '{Name}', 'Fn::ForEach::Topics'],
    ['an anchor', 't.yaml', anchors, 'R', '&p (t.yaml:7)'],
    ['an alias', 't.yaml', anchors, 'S', '&p'],
  ])('by %s', (_, path, text, address, reason) => {
    expect(resourceOf({ [path]: text }, address).locked).toContain(reason);
  });

  test('and nothing else is', () => {
    expect(resourceOf(stack, 'MarketingAssets').locked).toBeNull();
  });
});

test('a template that cannot be read is a problem with its place, and the others are read', () => {
  const files = {
    ...stack,
    'broken.yaml': 'Resources:\n  A:\n    Type: AWS::S3::Bucket\n  A:\n    Type: AWS::S3::Bucket\n',
  };
  const opened = cloudformation.open(treeOf(files));
  expect(opened.resources({ types: ['AWS::S3::Bucket'], context })).toHaveLength(6);
  expect(opened.problems()).toEqual([
    {
      place: { path: 'broken.yaml', line: 4, column: 3 },
      message: expect.stringContaining('unique'),
    },
  ]);
});

test('a file with parameters takes part in the templates that it deploys', () => {
  expect(code.rootsOf('params/storage-prod.json')).toEqual(['storage.yaml']);
  expect(code.rootsOf('orders/samconfig.toml')).toEqual(['orders/template.yaml']);
  expect(code.rootsOf('storage.yaml')).toEqual(['storage.yaml']);
  expect(code.rootsOf('package.json')).toEqual([]);
});

test('more resources than a stack may have are a problem', () => {
  const resources = Array.from(
    { length: 501 },
    (_, index) => `  R${index}: {Type: AWS::SNS::Topic}\n`,
  );
  const opened = cloudformation.open(treeOf({ 't.yaml': `Resources:\n${resources.join('')}` }));
  expect(opened.rootResources('t.yaml', context)).toEqual([]);
  expect(opened.problems()).toHaveLength(1);
});

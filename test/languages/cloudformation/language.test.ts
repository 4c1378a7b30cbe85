import { describe, expect, test } from 'vitest';
import { cloudformation } from '../../../src/languages/cloudformation/language.ts';
import { stack } from './stack.ts';

test.each([
  ['template.yaml', true],
  ['a/b.YML', true],
  ['x.template', true],
  ['x.json', true],
  ['samconfig.toml', true],
  ['package-lock.json', false],
  ['.github/workflows/ci.yml', false],
  ['main.tf', false],
  ['main.tf.json', false],
  ['prod.tfvars.json', false],
])('%s may hold CloudFormation: %s', (path, claimed) => {
  expect(cloudformation.claims(path)).toBe(claimed);
});

test.each([
  ['AWS::S3::Bucket', ['AWS::S3::Bucket']],
  ['AWS::EC2::Volume', ['AWS::EC2::Volume', 'AWS::EC2::Instance']],
  ['AWS::Lambda::Function', ['AWS::Lambda::Function', 'AWS::Serverless::Function']],
  ['AWS::OpenSearch::Domain', ['AWS::OpenSearchService::Domain']],
  ['AwsS3Bucket', []],
])('a cloud resource %s is made by %j', (cloudType, types) => {
  expect([...cloudformation.typesFor(cloudType)].sort()).toEqual([...types].sort());
});

describe('the grammar', () => {
  test('accepts every file of the fixture stack', async () => {
    for (const [path, text] of Object.entries(stack)) {
      if (cloudformation.claims(path))
        expect(await cloudformation.grammarComplaint(path, text)).toBeNull();
    }
  });

  const template = (more: string) => `Resources:\n  R:\n    Type: AWS::SNS::Topic\n${more}`;
  test.each([
    [
      'a section that is none',
      template('Resource:\n  x: 1\n'),
      't.yaml:4: there is no section "Resource"',
    ],
    [
      'a resource without a type',
      template('  S:\n    Properties: {A: 1}\n'),
      't.yaml:4: the resource S has no type',
    ],
    [
      'a logical id with a dash',
      template('  a-b:\n    Type: AWS::SNS::Topic\n'),
      'not alphanumeric',
    ],
    ['properties that are a list', template('    Properties: [1]\n'), 'no mapping'],
    [
      'a reference to nothing',
      template('    Properties:\n      TopicName: !Ref Gone\n'),
      't.yaml:5: Ref refers to "Gone"',
    ],
    [
      'a text with a name of nothing',
      template('    Properties: {TopicName: !Sub "$' + '{Gone.Arn}x"}\n'),
      '"Gone"',
    ],
    ['an attribute of nothing', template('Outputs:\n  O: {Value: !GetAtt Gone.Arn}\n'), '"Gone"'],
    ['a condition of nothing', template('    Condition: Gone\n'), 'the condition "Gone" of R'],
    ['a dependency on nothing', template('    DependsOn: [Gone]\n'), 'DependsOn names "Gone"'],
    ['broken YAML', template('  - x\n'), 't.yaml:4'],
  ])('complains about %s', async (_, text, complaint) => {
    expect(await cloudformation.grammarComplaint('t.yaml', text)).toContain(complaint);
  });

  test('says nothing of references where macros may make names', async () => {
    const text = `Transform: Made::Up\n${template('    Properties: {TopicName: !Ref Gone}\n')}`;
    expect(await cloudformation.grammarComplaint('t.yaml', text)).toBeNull();
  });
});

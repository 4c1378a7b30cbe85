import { describe, expect, test } from 'vitest';
import { plain, resourceOf } from '../stack.ts';

const sections = `Parameters:
  Env: {Type: String, Default: dev}
  Ports: {Type: CommaDelimitedList, Default: "80, 443"}
  Count: {Type: Number, Default: 3}
  Given: {Type: String}
  Fixed: {Type: String, Default: only, AllowedValues: [only]}
  Image: {Type: 'AWS::SSM::Parameter::Value<String>', Default: /x}
Mappings:
  Sizes:
    eu-west-1: {size: 20}
    dev: {size: 1}
Conditions:
  InIreland: !Equals [!Ref AWS::Region, eu-west-1]
  Elsewhere: !Not [!Condition InIreland]
  IsDev: !Equals [!Ref Env, dev]
  IsFixed: {"Fn::Equals": [{Ref: Fixed}, only]}
  Both: !And [!Condition InIreland, {Condition: IsDev}]
  Either: !Or [!Condition InIreland, {Condition: IsDev}]
  Loop: !Not [!Condition Loop]
Resources:
  Named:
    Type: AWS::S3::Bucket
    Properties: {BucketName: named}
  Other:
    Type: AWS::SNS::Topic
`;

function evaluated(expression: string) {
  const files = {
    't.yaml': `${sections}  Subject:\n    Type: Custom::Thing\n    Properties:\n      V: ${expression}\n`,
  };
  return resourceOf(files, 'Subject').properties.entries.get('V');
}

describe('an expression', () => {
  test.each([
    ['plain', 'plain'],
    ['"true"', 'true'],
    ['true', true],
    ['yes', true],
    ['012', '012'],
    ['22', 22],
    ['~', null],
    ['!Ref Env', 'dev'],
    ['{Ref: Env}', 'dev'],
    ['!Ref Ports', ['80', '443']],
    ['!Ref Count', 3],
    ['!Ref Given', { unknown: null }],
    ['!Ref Image', { unknown: null }],
    ['"{{resolve:ssm:/public}}"', { unknown: [null] }],
    ['"a-{{resolve:ssm:/x:1}}-b"', { unknown: ['a-', null, '-b'] }],
    ['!Ref AWS::AccountId', '111122223333'],
    ['!Ref AWS::StackName', { unknown: null }],
    ['!Ref AWS::NoValue', undefined],
    ['!Ref Named', 'named'],
    ['!Ref Other', { unknown: null }],
    ['!GetAtt Other.TopicArn', { unknown: null }],
    [
      '!Sub "arn:${AWS::Partition}:s3:::${Named}/${!Literal}"',
      'arn:aws:s3:::named/$' + '{Literal}',
    ],
    ['!Sub "$' + '{Given}-$' + '{Env}-x"', { unknown: [null, '-dev-x'] }],
    ['!Sub ["$' + '{a}-$' + '{Env}", {a: 1}]', '1-dev'],
    ['!Join ["-", [a, !Ref Env, !Ref Given]]', { unknown: ['a-dev-', null] }],
    ['!Join [",", !Ref Ports]', '80,443'],
    ['!Select [1, !Ref Ports]', '443'],
    ['!Select [1, !Split ["|", "a|b"]]', 'b'],
    ['!Select [0, !GetAZs ""]', { unknown: null }],
    ['!FindInMap [Sizes, !Ref AWS::Region, size]', 20],
    ['!FindInMap [Sizes, !Ref Env, size]', { unknown: null }],
    ['!FindInMap [Sizes, nowhere, size, {DefaultValue: 7}]', 7],
    ['!If [InIreland, a, b]', 'a'],
    ['!If [Elsewhere, a, b]', 'b'],
    ['!If [Elsewhere, a, !Ref AWS::NoValue]', undefined],
    ['!If [IsDev, a, b]', { unknown: null }],
    ['!If [IsDev, a, a]', 'a'],
    ['!If [IsFixed, a, b]', 'a'],
    ['!If [Both, a, b]', { unknown: null }],
    ['!If [Either, a, b]', 'a'],
    ['!If [Loop, a, b]', { unknown: null }],
    ['!Base64 hi', 'aGk='],
    ['!Length [a, b]', 2],
    ['!ImportValue other', { unknown: null }],
    ['!Cidr [10.0.0.0/16, 2, 8]', { unknown: null }],
    ['!Rain::Embed x', { unknown: null }],
    ['{"Fn::Transform": {Name: AWS::Include}}', { unknown: null }],
    ['[a, !If [Elsewhere, b, !Ref AWS::NoValue], c]', ['a', 'c']],
  ])('%s', (expression, expected) => {
    expect(plain(evaluated(expression))).toEqual(expected);
  });
});

describe('the origin of a value', () => {
  test.each([
    ['a literal', 'x', 'resource'],
    ['a parameter with a default', '!Ref Env', 'variable-default'],
    ['a mapping', '!FindInMap [Sizes, !Ref AWS::Region, size]', 'mapping'],
    ['a branch', '!If [InIreland, a, b]', 'condition-branch'],
    ['a text of parts', '!Sub "$' + '{Env}-x"', 'resource'],
  ])('of %s', (_, expression, layer) => {
    expect(evaluated(expression)?.origin?.layer).toBe(layer);
  });

  test('of a condition that is not known is nowhere', () => {
    expect(evaluated('!If [IsDev, a, b]')?.origin).toBeNull();
  });
});

test('a value keeps what it refers to', () => {
  expect(evaluated('!GetAtt Other.TopicArn')?.reference).toEqual({
    address: 'Other',
    attribute: 'TopicArn',
  });
  expect(evaluated('!Sub "$' + '{Named.Arn}/*"')?.reference).toEqual({
    address: 'Named',
    attribute: 'Arn',
  });
  expect(evaluated('!Ref Named')?.reference).toEqual({ address: 'Named', attribute: 'id' });
});

test('a parameter with NoEcho is never printed', () => {
  const files = {
    't.yaml':
      'Parameters:\n  P: {Type: String, NoEcho: true, Default: x}\nResources:\n  R:\n    Type: AWS::SNS::Topic\n    Properties: {TopicName: !Ref P}\n',
  };
  expect(resourceOf(files, 'R').properties.entries.get('TopicName')?.sensitive).toBe(true);
});

describe('what would take for ever ends in unknown', () => {
  const many = (count: number, line: (index: number) => string) =>
    Array.from({ length: count }, (_, index) => line(index)).join('');
  const reference = (index: number) => `$\{R${index}}`.replace('\\', '');
  test.each([
    [
      'names of names',
      `Resources:\n${many(300, (index) => `  R${index}:\n    Type: AWS::S3::Bucket\n    Properties: {BucketName: !Sub "${reference(index + 1)}${reference(index + 2)}"}\n`)}`,
    ],
    [
      'conditions of conditions',
      `Conditions:\n${many(500, (index) => `  C${index}: !And [!Condition C${index + 1}, !Condition C${(index + 2) % 500}]\n`)}Resources:\n  R0:\n    Type: AWS::S3::Bucket\n    Properties: {BucketName: !If [C0, a, b]}\n`,
    ],
  ])('%s', (_, text) => {
    const resource = resourceOf({ 't.yaml': text }, 'R0');
    expect(resource.properties.entries.get('BucketName')?.kind).toBe('unknown');
  });
});

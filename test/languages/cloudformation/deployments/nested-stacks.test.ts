import { describe, expect, test } from 'vitest';
import { resourceOf } from '../stack.ts';

const child = `Parameters:
  Public: {Type: String, Default: "false"}
Resources:
  Db:
    Type: AWS::RDS::DBInstance
    Properties:
      PubliclyAccessible: !Ref Public
`;
const parent = (url: string, given: string, type = 'AWS::CloudFormation::Stack') =>
  `Resources:\n  Nested:\n    Type: ${type}\n    Properties:\n      ${url}\n      Parameters: {${given}}\n`;

function publicIn(files: Readonly<Record<string, string>>, path = 'nested/db.yaml') {
  const value = resourceOf({ [path]: child, ...files }, 'Db').properties.entries.get(
    'PubliclyAccessible',
  );
  return value !== undefined && 'value' in value ? value.value : value?.kind;
}

describe('a template that is deployed as a nested stack', () => {
  test.each([
    ['a stack', { 'root.yaml': parent('TemplateURL: ./nested/db.yaml', 'Public: "true"') }, true],
    [
      'an application of SAM',
      {
        'root.yaml': parent(
          'Location: nested/db.yaml',
          'Public: "true"',
          'AWS::Serverless::Application',
        ),
      },
      true,
    ],
    [
      'a stack of a folder beside it',
      { 'stacks/root.yaml': parent('TemplateURL: ../nested/db.yaml', 'Public: "true"') },
      true,
    ],
    [
      'a stack that gives something put together',
      { 'root.yaml': parent('TemplateURL: nested/db.yaml', 'Public: !Ref X') },
      'unknown',
    ],
    [
      'two stacks that differ',
      {
        'a.yaml': parent('TemplateURL: nested/db.yaml', 'Public: "true"'),
        'b.yaml': parent('TemplateURL: nested/db.yaml', 'Public: "false"'),
      },
      'unknown',
    ],
  ])('has the parameters of %s', (_, files, expected) => {
    expect(publicIn(files)).toBe(expected);
  });

  test.each([
    ['says nothing of them', parent('TemplateURL: nested/db.yaml', '')],
    ['is of another template', parent('TemplateURL: nested/other.yaml', 'Public: "true"')],
    ['leaves the checkout', parent('TemplateURL: ../../nested/db.yaml', 'Public: "true"')],
    ['is kept elsewhere', parent('TemplateURL: https://s3/nested/db.yaml', 'Public: "true"')],
    ['is no stack', parent('TemplateURL: nested/db.yaml', 'Public: "true"', 'AWS::X::Y')],
    ['cannot be read', '# AWS::CloudFormation::Stack\nResources:\n  - {\n'],
  ])('has its defaults where the stack %s', (_, text) => {
    expect(publicIn({ 'root.yaml': text })).toBe(false);
  });

  test('ends where templates deploy each other', () => {
    const circle = `${child}  Again:\n    Type: AWS::CloudFormation::Stack\n    Properties: {TemplateURL: db.yaml, Parameters: {Public: "true"}}\n`;
    expect(publicIn({ 'db.yaml': circle }, 'db.yaml')).toBe(true);
  });
});

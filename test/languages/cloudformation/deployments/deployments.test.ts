import { describe, expect, test } from 'vitest';
import { readParameterFile } from '../../../../src/languages/cloudformation/deployments/parameter-file.ts';
import { readSamConfig } from '../../../../src/languages/cloudformation/deployments/sam-config.ts';
import { plain, resourceOf } from '../stack.ts';

describe('a parameter file', () => {
  test.each([
    [
      'of the command line',
      '[{"ParameterKey": "A", "ParameterValue": "x"}, {"ParameterKey": "B", "UsePreviousValue": true}]',
    ],
    ['of CodePipeline', '{"Parameters": {"A": "x"}, "Tags": {"t": "1"}}'],
    ['that is a plain object', '{"A": "x"}'],
  ])('%s is read', (_, text) => {
    const deployment = readParameterFile('p.json', text);
    expect([...(deployment?.parameters ?? [])].map(([name, value]) => [name, value.text])).toEqual([
      ['A', 'x'],
    ]);
    const range = deployment?.parameters.get('A')?.range;
    expect(text.slice(range?.start, range?.end)).toBe('"x"');
  });

  test.each(['[]', '{}', '[1]', '{"a": {"b": 1}}', '{"a": ', 'a: b'])('%s is none', (text) => {
    expect(readParameterFile('p.json', text)).toBeNull();
  });
});

test('samconfig.toml gives environments with stack, region, parameters and tags', () => {
  const text = [
    '[prod.deploy.parameters]',
    'stack_name = "shop"',
    'parameter_overrides = "A=1 B=\\"two words\\" C=arn:aws:x"',
    "tags = 'team=web'",
    'confirm_changeset = true',
    '[prod.build.parameters]',
    'stack_name = "no"',
  ].join('\n');
  const [environment, ...others] = readSamConfig('samconfig.toml', text);
  expect(others).toEqual([]);
  expect(environment).toMatchObject({ stackName: 'shop', region: null });
  const parameters = [...(environment?.parameters ?? [])];
  expect(parameters.map(([name, value]) => [name, value.text])).toEqual([
    ['A', '1'],
    ['B', 'two words'],
    ['C', 'arn:aws:x'],
  ]);
  expect(parameters.map(([, { range }]) => text.slice(range?.start, range?.end))).toEqual([
    '1',
    '\\"two words\\"',
    'arn:aws:x',
  ]);
  expect([...(environment?.tags ?? [])]).toEqual([['team', 'web']]);
});

describe('the parameter file of a template', () => {
  const template =
    'Parameters:\n  Name: {Type: String}\nResources:\n  R:\n    Type: AWS::SNS::Topic\n    Properties: {TopicName: !Ref Name}\n';
  const named = (files: Record<string, string>) =>
    plain(
      resourceOf({ 'app/site.yaml': template, ...files }, 'R').properties.entries.get('TopicName'),
    );

  test.each([
    'app/site.parameters.json',
    'app/site-prod-params.json',
    'app/params/prod.json',
    'params/site.json',
    'app/parameters.json',
  ])('may be %s', (path) => {
    expect(named({ [path]: '{"Name": "x"}' })).toBe('x');
  });

  test.each([
    ['sets something else', { 'app/site.parameters.json': '{"Other": "x"}' }],
    [
      'is named after another template',
      {
        'app/network.parameters.json': '{"Name": "x"}',
        'app/network.yaml': template.replace('  R:', '  Q:'),
      },
    ],
    ['lies elsewhere', { 'other/params/prod.json': '{"Name": "x"}' }],
  ])('is none that %s', (_, files) => {
    expect(named(files)).toEqual({ unknown: null });
  });

  test('differs from another one: then the value is not known', () => {
    const files = { 'app/params/a.json': '{"Name": "x"}', 'app/params/b.json': '{"Name": "y"}' };
    expect(named(files)).toEqual({ unknown: null });
    const resource = resourceOf({ 'app/site.yaml': template, ...files }, 'R');
    expect(resource.identities.map(({ value }) => plain(value))).toEqual(['x', 'y']);
  });
});

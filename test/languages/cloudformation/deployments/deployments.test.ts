import { describe, expect, test } from 'vitest';
import { readParameterFile } from '../../../../src/languages/cloudformation/deployments/parameter-file.ts';
import { readSamConfig } from '../../../../src/languages/cloudformation/deployments/sam-config.ts';
import { cloudformation } from '../../../../src/languages/cloudformation/language.ts';
import type { ConfiguredStack } from '../../../../src/model/configured-stack.ts';
import type { Code } from '../../../../src/model/language.ts';
import { literal, plain, resourceOf } from '../stack.ts';
import { context, edited, treeOf } from '../tree.ts';

describe('a parameter file', () => {
  test.each([
    [
      'of the command line',
      '[{"ParameterKey": "A", "ParameterValue": "x"}, {"ParameterKey": "B", "UsePreviousValue": true}]',
    ],
    ['of CodePipeline', '{"Parameters": {"A": "x"}, "Tags": {"t": "1"}}'],
    ['that is a plain object', '{"A": "x"}'],
    ['in YAML, of the command line', '- ParameterKey: A\n  ParameterValue: "x"\n', 'p.yaml'],
    ['in YAML, of CodePipeline', 'Parameters:\n  A: "x"\n', 'p.yml'],
    ['in YAML, with names and values', '# prod\nA: "x"\n', 'p.yaml'],
  ])('%s is read', (_, text, path = 'p.json') => {
    const deployment = readParameterFile(path, text);
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

describe('the parameter file that the configuration gives a stack', () => {
  const template =
    'Parameters:\n  Name: {Type: String}\n  Encrypted: {Type: String, Default: "false"}\nResources:\n  Volume:\n    Type: AWS::EC2::Volume\n    Properties: {Encrypted: !Ref Encrypted}\n  Topic:\n    Type: AWS::SNS::Topic\n    Properties: {TopicName: !Ref Name}\n';
  const files = {
    'stacks/site.yaml': template,
    'deploy/dev.yml': 'Name: dev-alarms\nEncrypted: "true"\n',
    'deploy/prod.yml': 'Name: prod-alarms\nEncrypted: false\nUnheardOf: 1\n',
    'stacks/params/guess.json': '{"Name": "guess"}',
  };
  const stack = (environment: string, account: string): ConfiguredStack => ({
    name: `site-${environment}`,
    template: 'stacks/site.yaml',
    parameterFile: `deploy/${environment}.yml`,
    account,
    region: null,
  });
  const stacks = [stack('dev', '111111111111'), stack('prod', '333333333333')];
  const codeWith = (
    given: readonly ConfiguredStack[],
    more: Readonly<Record<string, string>> = {},
  ) => cloudformation.open(treeOf({ ...files, ...more }), given);
  const inAccount = (account: string | null) => ({ ...context, account });
  const topicIn = (code: Code, account: string | null) =>
    code.resources({ types: ['AWS::SNS::Topic'], context: inAccount(account) })[0];
  const nameIn = (code: Code, account: string | null) =>
    plain(topicIn(code, account)?.properties.entries.get('TopicName'));

  test('counts in the account of the stack, wherever it lies, and no other file is guessed', () => {
    const code = codeWith(stacks);
    expect(nameIn(codeWith([]), '333333333333')).toBe('guess');
    expect(nameIn(code, '111111111111')).toBe('dev-alarms');
    expect(nameIn(code, '333333333333')).toBe('prod-alarms');
    expect(nameIn(code, null)).toEqual({ unknown: null });
    expect(code.problems()).toEqual([]);
  });

  test('gives a name and a stack to locate by', () => {
    const topic = topicIn(codeWith(stacks), '333333333333');
    expect(topic?.identities.map(({ value }) => plain(value))).toContain('prod-alarms');
    expect(topic?.stackNames?.map(plain)).toEqual(['site-prod']);
  });

  test('is where a parameter is edited', () => {
    const code = codeWith(stacks);
    const [volume] = code.resources({
      types: ['AWS::EC2::Volume'],
      context: inAccount('333333333333'),
    });
    if (volume === undefined) throw new Error('there is no volume');
    const result = code.edit(
      [{ kind: 'set', resource: volume, path: ['Encrypted'], value: literal(true) }],
      inAccount('333333333333'),
    );
    if (!result.ok) throw new Error(result.error.reason);
    expect(result.value.edits.map(({ layer }) => layer)).toEqual(['parameter-file']);
    expect(edited(files, result.value.edits)).toEqual({
      ...files,
      'deploy/prod.yml': 'Name: prod-alarms\nEncrypted: "true"\nUnheardOf: 1\n',
    });
    expect(code.rootsOf('deploy/prod.yml')).toEqual(['stacks/site.yaml']);
  });

  test('is not another stack of the template: one without a file gets what is found beside it', () => {
    const beside = { 'stacks/params/dev.json': '{"Name": "dev"}' };
    const dev = { ...stack('dev', '111111111111'), parameterFile: 'stacks/params/dev.json' };
    const prod = { ...stack('prod', '333333333333'), parameterFile: null };
    const code = codeWith([dev, prod], beside);
    expect(nameIn(code, '111111111111')).toBe('dev');
    expect(nameIn(code, '333333333333')).toBe('guess');
  });

  test.each(['deploy/none.yml', 'stacks/site.yaml'])('that is none, %s, is a problem', (path) => {
    const code = codeWith([{ ...stack('prod', '333333333333'), parameterFile: path }]);
    expect(nameIn(code, '333333333333')).toEqual({ unknown: null });
    expect(code.problems()).toEqual([
      { place: { path, line: 1, column: 1 }, message: expect.stringContaining('site-prod') },
    ]);
  });
});

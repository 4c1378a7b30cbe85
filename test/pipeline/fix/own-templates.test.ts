import { describe, expect, it } from 'vitest';
import { languages } from '../../../src/jobs/languages.ts';
import { loadTemplates, ownTemplates } from '../../../src/pipeline/fix/index.ts';

const head = (id = 'acme.topic') => `id: ${id}
title: T
summary: S.
findings: {security-hub: [X.1]}
`;
const topic = (requirement: string) => `terraform:
  - resource: aws_sns_topic
    require:
      - ${requirement}
`;
const good = head() + topic('{property: display_name, equals: acme}');
const library = loadTemplates([
  {
    path: 'library',
    text:
      head('aws.topic') +
      topic('{property: kms_master_key_id, equals: {parameter: key}}') +
      'parameters:\n  key: {type: string, description: D.}\nrollback: Back.\n',
  },
]).templates;

function load(texts: readonly string[]) {
  const files = texts.map((text, at) => ({ path: `t${at}/template.yml`, text }));
  return ownTemplates(files, library, languages);
}

function problemsOf(text: string): readonly string[] {
  const { templates, problems } = load([text]);
  expect(templates).toEqual([]);
  return problems.map(({ line, message }) => `${line}: ${message}`);
}

/** Nested YAML that makes parsers recurse. */
const deep = (depth: number) => `${head()}x: ${'['.repeat(depth)}${']'.repeat(depth)}\n`;

describe('a template of a security team', () => {
  it('counts when it is valid, whatever the others are', () => {
    const { templates, problems } = load([good, 'id: 1']);
    expect(templates.map(({ id }) => id)).toEqual(['acme.topic']);
    expect(problems[0]?.path).toBe('t1/template.yml');
  });

  it('may extend one of the library, and sets its own parameters', () => {
    const { templates, problems } = load([
      `${head()}extends: aws.topic\nparameters:\n  key: {type: arn, description: D.}\n`,
    ]);
    expect(problems).toEqual([]);
    expect(templates[0]?.entries.terraform).toEqual(library[0]?.entries.terraform);
    expect(templates[0]?.parameters.get('key')?.type).toBe('arn');
    expect(templates[0]?.rollback).toBe('Back.');
  });

  it('does not count beyond the 200th', () => {
    const many = Array.from({ length: 201 }, (_, at) => good.replace('acme.topic', `acme.t${at}`));
    const { templates, problems } = load(many);
    expect(templates).toHaveLength(200);
    expect(problems).toEqual([
      { path: 't200/template.yml', line: 1, message: expect.stringContaining('At most 200') },
    ]);
  });

  it.each<[string, string, string]>([
    [
      'an id of the library',
      good.replace('acme.topic', 'aws.topic'),
      '1: The id aws.topic is already taken by the library.',
    ],
    [
      'a provisioner',
      head() + topic('{property: provisioner.local-exec.command, equals: id}'),
      '8: A template of your own may not touch command',
    ],
    [
      'a provisioner of another kind',
      head() + topic('{property: provisioner, equals: {remote-exec: {inline: [id]}}}'),
      '8: aws_sns_topic has no argument provisioner in the schema at hand.',
    ],
    [
      'a provisioner in a companion',
      head() +
        topic(
          '{companion: aws_sns_topic_policy, link: {arn: arn}, require: [{property: policy, equals: x}], with: {provisioner: {local-exec: {inline: id}}}}',
        ),
      '8: aws_sns_topic_policy has no argument provisioner in the schema at hand.',
    ],
    [
      'a connection, a lifecycle rule or another provider',
      head() + topic('{property: lifecycle.ignore_changes, equals: all}'),
      '8: aws_sns_topic has no argument lifecycle.ignore_changes',
    ],
    [
      'another provider',
      head() + topic('{property: provider, equals: aws.other}'),
      '8: aws_sns_topic has no argument provider',
    ],
    [
      'a resource that runs commands',
      head() + topic('{property: name, equals: a}').replace('aws_sns_topic', 'null_resource'),
      '6: null_resource is not a resource type of the schema at hand.',
    ],
    [
      'terraform_data as a companion',
      head() +
        topic('{companion: terraform_data, link: {}, require: [{property: input, equals: 1}]}'),
      '8: terraform_data is not a resource type',
    ],
    [
      'a data source',
      head() +
        topic('{companion: data.external, link: {}, require: [{property: program, equals: sh}]}'),
      '8: data.external is not a resource type',
    ],
    [
      'a module',
      head() + topic('{companion: module, link: {}, require: [{property: source, equals: x}]}'),
      '8: module is not a resource type',
    ],
    [
      'a custom resource',
      `${head()}cloudformation:
  - resource: Custom::Anything
    require:
      - {property: ServiceToken, equals: x}
`,
      '6: Custom::Anything is not a resource type',
    ],
    [
      'the image that a container runs',
      head() +
        topic('{each: container_definitions, require: [{property: image, equals: evil}]}').replace(
          'aws_sns_topic',
          'aws_ecs_task_definition',
        ),
      '8: A template of your own may not touch image',
    ],
    [
      'that resources go',
      head() + topic('{gone: {property: name, equals: orders}}'),
      '8: A template of your own may not take the resource out of the code',
    ],
    [
      'what instances run when they start',
      head() + topic('{property: user_data, equals: id}').replace('aws_sns_topic', 'aws_instance'),
      '8: A template of your own may not touch user_data',
    ],
    [
      'the same by an alias',
      `${head().replace('title: T', 'title: &x user_data')}${topic('{property: *x, equals: id}').replace('aws_sns_topic', 'aws_instance')}`,
      '8: A template of your own may not touch user_data',
    ],
    [
      'the same inside of a block that is written',
      head() +
        topic(
          '{property: launch_specification, equals: {instance_type: t3.nano, user_data: id}}',
        ).replace('aws_sns_topic', 'aws_spot_fleet_request'),
      '8: A template of your own may not touch user_data',
    ],
    [
      'the code of a function',
      head() +
        topic('{property: filename, equals: /etc/passwd}').replace(
          'aws_sns_topic',
          'aws_lambda_function',
        ),
      '8: A template of your own may not touch filename',
    ],
    [
      'a file that is uploaded',
      head() +
        topic('{property: source, equals: /etc/passwd}').replace('aws_sns_topic', 'aws_s3_object'),
      '6: A template of your own may not touch aws_s3_object',
    ],
    [
      'a reference that is code',
      head() +
        topic(
          '{property: name, exists: true, write: {reference: "id}${file(\\"/etc/passwd\\")}"}}',
        ),
      '8: "terraform.0.require.0.write": a `reference` is the name of an attribute',
    ],
    [
      'a reference that is code, inside of a text',
      head() +
        topic('{property: name, exists: true, write: {text: [a, {reference: "id, file(x)"}]}}'),
      '8: "terraform.0.require.0.write": a `reference` is the name of an attribute',
    ],
    [
      'a link that is code',
      head() +
        topic(
          '{companion: aws_sns_topic_policy, link: {arn: "arn\\nprovisioner"}, require: [{property: policy, equals: x}]}',
        ),
      '8: "terraform.0.require.0.link.arn": the name of an attribute is expected',
    ],
    ['a key that is no part of one', `${good}run: [sh]\n`, '9: There is no key "run" here'],
    [
      'a key of the language itself',
      `${good}__proto__: {id: x}\n`,
      'There is no key "__proto__" here',
    ],
    [
      'a bomb of aliases',
      `${head()}a: &a [x]\nb: &b [${'*a,'.repeat(30)}]\nc: [${'*b,'.repeat(30)}]\n`,
      'alias',
    ],
    ['too many levels', deep(20_000), 'nested too deeply'],
    ['many levels', deep(2_000), ''],
    [
      'requirements in requirements',
      head() + topic(`${'{each: a, require: ['.repeat(30)}{}${']}'.repeat(30)}`),
      '8: ',
    ],
    ['too many characters', `${good}#${'x'.repeat(300_000)}`, '1: A template may have 200000'],
  ])('with %s is rejected with line and reason', (_, text, message) => {
    expect(problemsOf(text).join('\n')).toContain(message);
  });
});

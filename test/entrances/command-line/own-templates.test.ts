import { describe, expect, it } from 'vitest';
import { runCommandLine } from '../../../src/entrances/command-line/program.ts';
import { caller } from '../../support/caller.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

const template = (argument: string) => `id: acme.sns.display-name
title: Name the topic for people
summary: Nobody can tell what the topic is for.
findings:
  config-rule: [ACME_SNS_DISPLAY_NAME]
terraform:
  - resource: aws_sns_topic
    require:
      - { property: ${argument}, equals: acme }
risk:
  downtime: None.
  cost: CloudWatch charges for it.
`;

const finding = {
  id: 'f1',
  check: { scheme: 'config-rule', id: 'ACME_SNS_DISPLAY_NAME' },
  resource: { id: 'arn:aws:sns:eu-west-1:111122223333:orders', type: 'AWS::SNS::Topic' },
};

async function fix(argument: string) {
  const directory = temporaryDirectory({
    'findings.json': JSON.stringify([finding]),
    'repo/main.tf': 'resource "aws_sns_topic" "orders" {\n  name = "orders"\n}\n',
    'repo/.github/sprinkler/templates/display-name/template.yml': template(argument),
  });
  const user = caller({ directory });
  const args = ['fix', '--repo', 'repo', '--findings', 'findings.json', '--json'];
  return {
    status: await runCommandLine(user, args),
    ...{ printed: user.printed(), complained: user.complained() },
  };
}

it('a configuration is checked against the templates that hold beside it', async () => {
  const check = async (templates: string) => {
    const directory = temporaryDirectory({
      '.github/sprinkler.yml': `version: 1\ntemplates:\n${templates}`,
      '.github/sprinkler/templates/display-name/template.yml': template('display_name'),
    });
    const user = caller({ directory });
    const status = await runCommandLine(user, ['config', 'check']);
    return [status, user.printed() + user.complained()];
  };
  const own = '  acme.sns.display-name: { enabled: false }\n';
  expect(await check(own)).toEqual([0, '.github/sprinkler.yml is valid.\n']);
  expect(await check(`${own}  acme.sns.display-nam: { enabled: false }\n`)).toEqual([
    0,
    expect.stringContaining(':4: warning: There is no template acme.sns.display-nam here.'),
  ]);
  expect(await check(`${own}mod: observe\n`)).toEqual([
    2,
    expect.stringMatching(
      /sprinkler\.yml:4:1: There is no key "mod" here; .* Did you mean "mode"\?/,
    ),
  ]);
  expect(await check('  acme.sns.display-name: { parameters: { a: 1 } }\n')).toEqual([
    2,
    expect.stringContaining('sprinkler.yml:3: The parameters of acme.sns.display-name do not fit'),
  ]);
});

describe("a repository's own templates", () => {
  it('answer findings that the library does not know', async () => {
    const { status, printed } = await fix('display_name');
    expect(status).toBe(0);
    expect(JSON.parse(printed).changes[0].files[0].diff).toContain('+  display_name = "acme"');
  });

  it('say of what is not available and of money which is which', async () => {
    const { printed } = await fix('display_name');
    const notes: unknown = JSON.parse(printed).findings[0].risk.notes;
    expect(notes).toEqual(
      expect.arrayContaining(['Downtime: none.', 'Cost: CloudWatch charges for it.']),
    );
  });

  it('may not write what the provider has no argument for', async () => {
    const { status, complained } = await fix('display_nmae');
    expect(status).toBe(2);
    expect(complained).toMatch(/template\.yml:9: aws_sns_topic has no argument display_nmae/);
  });
});

describe('`templates test`', () => {
  const topic = 'resource "aws_sns_topic" "orders" {\n  name = "orders"\n}\n';
  const fixed =
    'resource "aws_sns_topic" "orders" {\n  name         = "orders"\n  display_name = "acme"\n}\n';
  const folder = 'templates/acme.sns.display-name';
  const plain = {
    [`${folder}/template.yml`]: template('display_name'),
    [`${folder}/cases/terraform/plain/case.yml`]:
      'about: None.\ntarget: aws_sns_topic.orders\noutcome: fixed\n',
    [`${folder}/cases/terraform/plain/before/main.tf`]: topic,
    [`${folder}/cases/terraform/plain/after/main.tf`]: fixed,
  };
  async function test(files: Record<string, string>) {
    const user = caller({ directory: temporaryDirectory({ ...plain, ...files }) });
    const status = await runCommandLine(user, ['templates', 'test', 'templates']);
    expect(status).toBe(1);
    return user.printed();
  }

  it('names the kinds of case that are missing, and nothing else', async () => {
    expect(await test({})).toBe(
      '✗ acme.sns.display-name cases: cases/terraform/ has no case called realistic…, already-fixed…, refused….\n' +
        '1 template: 4 checks passed, 1 failed\n',
    );
  });

  it('shows by line where the fix differs from after/', async () => {
    const after = {
      [`${folder}/cases/terraform/plain/after/main.tf`]: fixed.replace('"acme"', '"acne"'),
    };
    expect(await test(after)).toContain('\n-  display_name = "acne"\n+  display_name = "acme"\n');
  });

  it('tells which resources there are when the target is none', async () => {
    const wrong = {
      [`${folder}/cases/terraform/plain/case.yml`]:
        'about: None.\ntarget: aws_sns_topic.order\noutcome: fixed\n',
    };
    expect(await test(wrong)).toContain(
      'terraform/plain: target: there is no aws_sns_topic aws_sns_topic.order in before/; there is aws_sns_topic.orders.',
    );
  });

  it('shows every problem of every template, and tests the others', async () => {
    const broken = template('display_nmae').replace('summary', 'sumary').replace('equals', 'equal');
    const printed = await test({ 'templates/acme.broken/template.yml': broken });
    expect(printed).toContain('✗ templates/acme.broken/template.yml:3: There is no key "sumary"');
    expect(printed).toContain('✗ templates/acme.broken/template.yml:9: There is no key "equal"');
    expect(printed).toContain('✗ acme.sns.display-name cases:');
  });

  it('wants the folder to have the name of the id', async () => {
    const user = caller({
      directory: temporaryDirectory({ 'templates/other/template.yml': template('display_name') }),
    });
    await runCommandLine(user, ['templates', 'test', 'templates']);
    expect(user.printed()).toContain(
      '✗ acme.sns.display-name folder: the folder is called other; the id is acme.sns.display-name',
    );
  });
});

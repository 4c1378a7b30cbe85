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

  it('may not write what the provider has no argument for', async () => {
    const { status, complained } = await fix('display_nmae');
    expect(status).toBe(2);
    expect(complained).toMatch(/template\.yml:9: aws_sns_topic has no argument display_nmae/);
  });
});

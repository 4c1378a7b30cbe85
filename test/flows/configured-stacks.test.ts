import { expect, it } from 'vitest';
import { z } from 'zod';
import { runCommandLine } from '../../src/entrances/command-line/program.ts';
import { caller } from '../support/caller.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

const reportSchema = z.object({
  findings: z.array(z.object({ id: z.string(), outcome: z.string() })),
  changes: z.array(
    z.object({ files: z.array(z.object({ layers: z.array(z.string()), diff: z.string() })) }),
  ),
});

const configuration = `version: 1
mode: pull-request
stacks:
  - { name: site-dev, template: stacks/site.yaml, parameter-file: deploy/dev.yml, account: "111111111111" }
  - { name: site-prod, template: stacks/site.yaml, parameter-file: deploy/prod.yml, account: "333333333333" }
`;
const template = `Parameters:
  Name: {Type: String}
  Protected: {Type: String, Default: "false"}
Resources:
  Orders:
    Type: AWS::DynamoDB::Table
    Properties:
      TableName: !Sub "\${Name}-orders"
      DeletionProtectionEnabled: !Ref Protected
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
      KeySchema: [{AttributeName: id, KeyType: HASH}]
`;
const finding = (id: string, table: string) => ({
  id,
  control: 'DynamoDB.6',
  resource: {
    id: `arn:aws:dynamodb:eu-west-1:333333333333:table/${table}`,
    type: 'AWS::DynamoDB::Table',
  },
});

it('a stack is located and mended by the parameter file that the configuration gives it', async () => {
  const directory = temporaryDirectory({
    '.github/sprinkler.yml': configuration,
    'stacks/site.yaml': template,
    'deploy/dev.yml': 'Name: dev\nProtected: "false"\n',
    'deploy/prod.yml': '# prod\nName: prod\nProtected: false\n',
    'findings.json': JSON.stringify([
      finding('own', 'prod-orders'),
      finding('other', 'dev-orders'),
    ]),
  });
  const user = caller({ directory });
  const status = await runCommandLine(user, [
    ...['fix', '--findings', 'findings.json', '--repo', '.', '--json'],
  ]);
  expect([status, user.complained()]).toEqual([0, '']);
  const { findings, changes } = reportSchema.parse(JSON.parse(user.printed()));
  expect(findings).toEqual([
    { id: 'own', outcome: 'fixed' },
    // The name is that of the stack in another account.
    { id: 'other', outcome: 'not-located' },
  ]);
  const [file] = changes.flatMap(({ files }) => files);
  expect(file?.layers).toEqual(['parameter-file']);
  expect(file?.diff).toContain('+++ b/deploy/prod.yml');
  expect(file?.diff).toContain('-Protected: false\n+Protected: "true"\n');
});

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { verdictsOf } from '../../../src/aws/config/compliance.ts';
import { resourceConfigs } from '../../../src/aws/config/resources.ts';
import { failingRules } from '../../../src/aws/config/rules.ts';
import { type FakeRule, fakeConfig } from '../../aws-fakes/config-service.ts';
import { type AwsSetting, openAwsSetting, ownAccess } from '../../aws-fakes/setting.ts';

const config = fakeConfig();
let setting: AwsSetting;

beforeAll(async () => {
  setting = await openAwsSetting([config.service]);
});
afterAll(() => setting.close());
beforeEach(() => {
  config.rules.length = 0;
  config.resources.length = 0;
  setting.fake.calls.length = 0;
});

function rule(name: string, failing: number, differs: Partial<FakeRule> = {}): FakeRule {
  const made: FakeRule = {
    name,
    account: '111111111111',
    region: 'eu-west-1',
    identifier: 'S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED',
    parameters: {},
    type: 'AWS::S3::Bucket',
    verdicts: new Map(
      Array.from({ length: failing + 1 }, (_, n) => [
        `${name}-${n}`,
        n < failing ? 'NON_COMPLIANT' : 'COMPLIANT',
      ]),
    ),
    ...differs,
  };
  config.rules.push(made);
  return made;
}

async function idsOf(aggregator: string | null) {
  const client = setting.clients.config(ownAccess);
  const ids: string[] = [];
  for (const place of await failingRules(client, aggregator)) {
    for await (const page of verdictsOf(client, aggregator, place, 'NON_COMPLIANT'))
      for (const { EvaluationResultIdentifier: about, AccountId, AwsRegion } of page)
        ids.push(`${AccountId} ${AwsRegion} ${about?.EvaluationResultQualifier?.ResourceId}`);
  }
  return ids;
}

describe('reading Config', () => {
  test('gives what fails a rule of the own account, with the place that the rule is in', async () => {
    rule('b', 3);
    rule('a', 1);
    rule('fine', 0);
    rule('elsewhere', 1, { account: '222222222222' });
    expect(await idsOf(null)).toEqual([
      '111111111111 eu-west-1 a-0',
      '111111111111 eu-west-1 b-0',
      '111111111111 eu-west-1 b-1',
      '111111111111 eu-west-1 b-2',
    ]);
  });

  test('gives what fails anywhere, through an aggregator, each with its own place', async () => {
    rule('a', 1);
    rule('a', 3, { account: '222222222222', region: 'us-east-1' });
    expect(await idsOf('all')).toEqual([
      '111111111111 eu-west-1 a-0',
      '222222222222 us-east-1 a-0',
      '222222222222 us-east-1 a-1',
      '222222222222 us-east-1 a-2',
    ]);
  });

  test('knows a rule by its source identifier and parameters, except from an aggregator', async () => {
    rule('named-anyhow', 1, { parameters: { blockedPort1: '22' } });
    const client = setting.clients.config(ownAccess);
    const [direct] = await failingRules(client, null);
    expect(direct?.definition).toMatchObject({
      Source: { Owner: 'AWS', SourceIdentifier: 'S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED' },
      InputParameters: '{"blockedPort1":"22"}',
    });
    expect((await failingRules(client, 'all'))[0]?.definition).toBeNull();
  });

  test('asks for configuration and tags in as few expressions as fit, and never with an id that could end its text', async () => {
    const place = { aggregator: null, account: '111111111111', region: 'eu-west-1' };
    const ids = Array.from({ length: 100 }, (_, n) => `bucket-${n}-${'x'.repeat(50)}`);
    for (const id of ids)
      config.resources.push({
        id,
        type: 'AWS::S3::Bucket',
        account: place.account,
        region: place.region,
        name: id,
        arn: `arn:aws:s3:::${id}`,
        tags: { Name: id },
        configuration: { name: id },
      });
    const hostile = ["x' OR resourceId LIKE '%", 'y\n', 'z'.repeat(2000)];
    const asked = [...ids, ...hostile].map((id) => ({ type: 'AWS::S3::Bucket', id }));
    const found = await resourceConfigs(setting.clients.config(ownAccess), place, asked);
    expect(found.map(({ resourceId }) => resourceId)).toEqual(ids);
    const expressions = setting.fake.calls.map(({ input }) => String(input.Expression));
    expect(new Set(expressions).size).toBe(3);
    expect(Math.max(...expressions.map(({ length }) => length))).toBeLessThan(4096);
    expect(expressions.join()).not.toContain('LIKE');
  });
});

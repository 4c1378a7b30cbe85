import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ResourceInCode } from '../../../src/model/resource.ts';
import { createLocator } from '../../../src/pipeline/locate/locate.ts';
import type { LocateSettings } from '../../../src/pipeline/locate/settings.ts';
import { codeOf } from '../../support/code.ts';
import { finding } from '../../support/finding.ts';
import { map, named, pattern, resource, text } from '../../support/resource-in-code.ts';

const settings: LocateSettings = {
  hints: [],
  traceKeys: [],
  directories: [],
  stacks: [],
  state: null,
};

function locate(
  resources: readonly ResourceInCode[],
  given: Parameters<typeof finding>[0] = {},
  also: Partial<LocateSettings> = {},
) {
  const types = [...new Set(resources.map(({ type }) => type))];
  return createLocator({ ...settings, ...also })(finding(given), [
    { code: codeOf(resources), types },
  ]);
}

const bucket = (name: string, given: Partial<ResourceInCode> = {}) =>
  resource({
    address: `aws_s3_bucket.${name}`,
    range: { start: name.length * 100, end: name.length * 100 + 10 },
    identities: [named('acme-assets')],
    ...given,
  });

const inRegion = (region: string, accounts: string[] | null = null) => ({
  region: text(region),
  accounts,
  label: 'provider "aws"',
});

describe('locating a finding', () => {
  it('is certain of a bucket with that very name, and says where the name comes from', () => {
    const found = locate([bucket('a')]);
    expect(found).toMatchObject({
      kind: 'located',
      location: { address: 'aws_s3_bucket.a', confidence: 'certain', evidence: [{ kind: 'name' }] },
    });
  });

  it('never takes a bucket whose known name differs, whatever else agrees', () => {
    const tags = map({ Name: 'assets', Team: 'web' });
    const found = locate([bucket('a', { identities: [named('acme-asset')], tags })], {
      cloud: { tags: { Name: 'assets', Team: 'web' } },
    });
    expect(found.kind).toBe('not-located');
  });

  it('calls two blocks with the same name ambiguous, and names both', () => {
    const found = locate([bucket('a'), bucket('copy', { root: 'other', path: 'other/main.tf' })]);
    expect(found.kind).toBe('ambiguous');
    expect(found.kind === 'ambiguous' && found.reason).toMatch(
      /aws_s3_bucket\.a .*aws_s3_bucket\.copy/,
    );
  });

  it.each([
    ['region', inRegion('us-east-1')],
    ['account', inRegion('eu-west-1', ['999999999999'])],
  ])('excludes a block whose %s is another', (_, placement) => {
    const found = locate([bucket('a'), bucket('copy', { placement, path: 'b.tf' })]);
    expect(found).toMatchObject({ kind: 'located', location: { address: 'aws_s3_bucket.a' } });
    expect(found.kind === 'located' && found.location.runnersUp).toEqual([]);
  });

  it('does not exclude by region what has none: an IAM user is found wherever the scanner looked', () => {
    const user = resource({
      type: 'aws_iam_user',
      cloudTypes: ['AWS::IAM::User'],
      identities: [named('mia')],
      placement: inRegion('eu-west-1'),
    });
    const found = locate([user], {
      cloud: {
        type: 'AWS::IAM::User',
        id: 'arn:aws:iam::111122223333:user/mia',
        names: ['mia'],
        region: 'us-east-1',
      },
    });
    expect(found.kind).toBe('located');
  });

  it('abstains where only a part of the name is known', () => {
    const found = locate([bucket('a', { identities: [named(pattern('acme-', null))] })]);
    expect(found).toMatchObject({ kind: 'not-located', location: { confidence: 'possible' } });
  });

  it('takes a partly known name together with all tags', () => {
    const tags = map({ Name: 'assets', Team: 'web' });
    const found = locate([bucket('a', { identities: [named(pattern('acme-', null))], tags })], {
      cloud: { tags: { Name: 'assets', Team: 'web' } },
    });
    expect(found).toMatchObject({ kind: 'located', location: { confidence: 'likely' } });
  });

  it('finds a resource without a name by its trace tag', () => {
    const volume = (name: string, trace: string) =>
      resource({
        type: 'aws_ebs_volume',
        cloudTypes: ['AWS::EC2::Volume'],
        address: `aws_ebs_volume.${name}`,
        tags: map({ yor_trace: trace }),
      });
    const found = locate([volume('a', '1111'), volume('b', '2222')], {
      cloud: {
        type: 'AWS::EC2::Volume',
        id: 'vol-0abcdef12',
        names: ['vol-0abcdef12'],
        tags: { yor_trace: '2222' },
      },
    });
    expect(found).toMatchObject({
      kind: 'located',
      location: { address: 'aws_ebs_volume.b', confidence: 'certain' },
    });
  });

  it('lets a name outweigh a tag that somebody changed by hand', () => {
    const found = locate([bucket('a', { tags: map({ Team: 'web' }) })], {
      cloud: { tags: { Team: 'shop' } },
    });
    expect(found).toMatchObject({ kind: 'located', location: { confidence: 'likely' } });
  });

  it('lets differing tags settle which of two blocks with the same name it is', () => {
    const dev = bucket('dev', { root: 'dev', path: 'dev/main.tf', tags: map({ Env: 'dev' }) });
    const prod = bucket('prod', { root: 'prod', path: 'prod/main.tf', tags: map({ Env: 'prod' }) });
    const found = locate([dev, prod], { cloud: { tags: { Env: 'prod' } } });
    expect(found).toMatchObject({ kind: 'located', location: { address: 'aws_s3_bucket.prod' } });
  });

  it('believes the state before names', () => {
    const state = () => [
      {
        address: 'aws_s3_bucket.copy',
        type: 'aws_s3_bucket',
        part: null,
        beside: new Set<string>(),
      },
    ];
    const found = locate([bucket('a'), bucket('copy', { path: 'b.tf' })], {}, { state });
    expect(found).toMatchObject({
      kind: 'located',
      location: { address: 'aws_s3_bucket.copy', evidence: [{ kind: 'state' }, {}] },
    });
  });

  it('takes an address that stands in two root modules for the one that makes the rest of the state, too', () => {
    const rest = resource({ address: 'aws_s3_bucket.rest', root: 'prod', path: 'prod/main.tf' });
    const open = (root: string) => bucket('a', { root, path: `${root}/main.tf`, identities: [] });
    const beside = new Set(['aws_s3_bucket.a', 'aws_s3_bucket.rest']);
    const state = () => [{ address: 'aws_s3_bucket.a', type: 'aws_s3_bucket', part: null, beside }];
    const found = locate([open('dev'), open('prod'), rest], {}, { state });
    expect(found).toMatchObject({ kind: 'located', location: { file: 'prod/main.tf' } });
  });

  it('follows a state that is older than a moved block', () => {
    const beside = new Set(['aws_s3_bucket.old']);
    const state = () => [
      { address: 'aws_s3_bucket.old', type: 'aws_s3_bucket', part: null, beside },
    ];
    const renamed = bucket('new', { identities: [], formerAddresses: ['aws_s3_bucket.old'] });
    expect(locate([renamed], {}, { state })).toMatchObject({
      kind: 'located',
      location: {
        address: 'aws_s3_bucket.new',
        evidence: [{ detail: expect.stringContaining('which a moved block renamed') }],
      },
    });
  });

  it('takes the id of an import block for the resource', () => {
    const group = (name: string, id: string) =>
      resource({
        type: 'aws_security_group',
        cloudTypes: ['AWS::EC2::SecurityGroup'],
        address: `aws_security_group.${name}`,
        imported: [text(id)],
      });
    const cloud = { type: 'AWS::EC2::SecurityGroup', id: 'sg-0123abcd', names: [] };
    expect(locate([group('a', 'sg-9999abcd'), group('b', 'sg-0123abcd')], { cloud })).toMatchObject(
      {
        kind: 'located',
        location: { address: 'aws_security_group.b', evidence: [{ kind: 'import-block' }] },
      },
    );
  });

  it('says which address the state names when the checkout does not hold it', () => {
    const state = () => [
      {
        address: 'module.x.aws_s3_bucket.gone',
        type: 'aws_s3_bucket',
        part: null,
        beside: new Set<string>(),
      },
    ];
    const found = locate([bucket('a', { identities: [named('other')] })], {}, { state });
    expect(found).toMatchObject({
      kind: 'not-located',
      reason: expect.stringContaining('module.x.aws_s3_bucket.gone'),
    });
  });

  it('follows a hint of the configuration', () => {
    const hints = [
      { resource: 'arn:aws:s3:::acme-*', address: 'aws_s3_bucket.b', directory: null },
    ];
    const open = (name: string) => bucket(name, { identities: [] });
    expect(locate([open('a'), open('b')], {}, { hints })).toMatchObject({
      kind: 'located',
      location: { address: 'aws_s3_bucket.b' },
    });
  });

  it('never takes Terraform for what CloudFormation has tagged as its own', () => {
    const tags = {
      'aws:cloudformation:logical-id': 'Assets',
      'aws:cloudformation:stack-name': 'web',
    };
    expect(locate([bucket('a')], { cloud: { tags } }).kind).toBe('not-located');
  });

  it('gives all instances of one block when the evidence does not tell them apart', () => {
    const instance = (key: number) =>
      bucket('a', {
        address: `aws_s3_bucket.a[${key}]`,
        identities: [],
        tags: map({ Name: 'x', T: 'y' }),
      });
    const found = locate([instance(0), instance(1)], {
      cloud: { tags: { Name: 'x', T: 'y' }, type: 'AWS::S3::Bucket' },
    });
    expect(found.kind === 'located' && found.resources.map(({ address }) => address)).toEqual([
      'aws_s3_bucket.a[0]',
      'aws_s3_bucket.a[1]',
    ]);
  });
});

describe('what must hold for any evidence', () => {
  const rank = { certain: 3, likely: 2, possible: 1 } as const;
  const confidence = (found: ReturnType<typeof locate>) =>
    found.location === null ? 0 : rank[found.location.confidence];
  const evidence = fc.record({
    name: fc.boolean(),
    tags: fc.subarray(['Name', 'Team', 'yor_trace']),
    region: fc.boolean(),
    account: fc.boolean(),
  });
  type Evidence = { name: boolean; tags: string[]; region: boolean; account: boolean };
  const candidate = (speaks: Evidence, given: Partial<ResourceInCode> = {}) =>
    bucket('a', {
      identities: [named(speaks.name ? 'acme-assets' : pattern('acme-', null))],
      tags: map(Object.fromEntries(speaks.tags.map((key) => [key, `${key}-value`]))),
      placement: {
        region: speaks.region ? text('eu-west-1') : { kind: 'unknown', reason: 'x', origin: null },
        accounts: speaks.account ? ['111122223333'] : null,
        label: 'provider',
      },
      ...given,
    });
  const cloud = { tags: { Name: 'Name-value', Team: 'Team-value', yor_trace: 'yor_trace-value' } };

  it('never becomes surer when supporting evidence is taken away', () => {
    fc.assert(
      fc.property(evidence, fc.constantFrom('name', 'region', 'account', 'tag'), (speaks, less) => {
        const fewer =
          less === 'tag' ? { ...speaks, tags: speaks.tags.slice(1) } : { ...speaks, [less]: false };
        expect(confidence(locate([candidate(fewer)], { cloud }))).toBeLessThanOrEqual(
          confidence(locate([candidate(speaks)], { cloud })),
        );
      }),
    );
  });

  it('is not moved by a candidate that account, region or name excludes', () => {
    const excluded = fc.constantFrom<Partial<ResourceInCode>>(
      { placement: inRegion('us-east-1') },
      { placement: inRegion('eu-west-1', ['999999999999']) },
      { identities: [named('other')] },
    );
    fc.assert(
      fc.property(evidence, evidence, excluded, (speaks, decoy, why) => {
        const alone = locate([candidate(speaks)], { cloud });
        const other = candidate(decoy, { address: 'aws_s3_bucket.decoy', path: 'z.tf', ...why });
        expect(locate([candidate(speaks), other], { cloud })).toEqual(alone);
      }),
    );
  });

  it('turns ambiguous, never to a toss of a coin, when another block is supported equally', () => {
    fc.assert(
      fc.property(evidence, (speaks) => {
        const twin = candidate(speaks, { address: 'aws_s3_bucket.twin', path: 'twin.tf' });
        expect(locate([candidate(speaks), twin], { cloud }).kind).not.toBe('located');
      }),
    );
  });
});

import { describe, expect, it } from 'vitest';
import type { ResourceInCode } from '../../../src/model/resource.ts';
import { createLocator } from '../../../src/pipeline/locate/locate.ts';
import type { LocateSettings } from '../../../src/pipeline/locate/settings.ts';
import { codeOf } from '../../support/code.ts';
import { finding } from '../../support/finding.ts';
import { named, pattern, resource, text } from '../../support/resource-in-code.ts';

function locate(
  resources: readonly ResourceInCode[],
  also: Partial<LocateSettings>,
  cloud: Parameters<typeof finding>[0] = {},
) {
  const settings = { hints: [], traceKeys: [], directories: [], stacks: [], state: null, ...also };
  const types = [...new Set(resources.map(({ type }) => type))];
  const found = createLocator(settings)(finding(cloud), [{ code: codeOf(resources), types }]);
  return found.kind === 'located' ? found.location.file : found.kind;
}

const inRoot = (root: string, path: string) =>
  resource({ address: 'aws_s3_bucket.this', root, path, identities: [named('acme-assets')] });

// The finding of test/support/finding.ts is of account 111122223333 in eu-west-1.
const here = { account: '111122223333', region: null };
const there = { account: '999988887777', region: null };

describe('directories of the configuration', () => {
  const dev = inRoot('live/dev', 'live/dev/main.tf');
  const prod = inRoot('live/prod', 'live/prod/main.tf');

  it('exclude a root module that is applied to another account', () => {
    const directories = [{ path: 'live/dev', ...there }];
    expect(locate([dev, prod], { directories })).toBe('live/prod/main.tf');
  });

  it('break the tie for the root module of the account', () => {
    expect(locate([dev, prod], {})).toBe('ambiguous');
    const directories = [{ path: 'live/prod', ...here }];
    expect(locate([dev, prod], { directories })).toBe('live/prod/main.tf');
  });

  it('exclude another region, and say nothing of one for services that have none', () => {
    const directories = [{ path: 'live/dev', account: null, region: 'us-east-1' }];
    expect(locate([dev, prod], { directories })).toBe('live/prod/main.tf');
  });

  it('hold for what is below, the nearest first', () => {
    const directories = [
      { path: 'live', ...there },
      { path: 'live/prod', ...here },
    ];
    expect(locate([dev, prod], { directories })).toBe('live/prod/main.tf');
    expect(locate([dev], { directories })).toBe('not-located');
  });

  it('tell environments of one root module apart by their variable files', () => {
    const label = (name: string) => `live (live/base.tfvars, live/${name}.tfvars)`;
    const environments = [inRoot(label('dev'), 'live/main.tf'), inRoot(label('prod'), 'live/x.tf')];
    const directories = [{ path: 'live/dev.tfvars', ...there }];
    expect(locate(environments, { directories })).toBe('live/x.tf');
  });

  it('are no support of their own', () => {
    const directories = [{ path: 'live/prod', ...here }];
    const other = { ...prod, identities: [] };
    expect(locate([other], { directories })).toBe('not-located');
  });
});

describe('stacks of the configuration', () => {
  const inTemplate = (path: string) =>
    resource({
      language: 'cloudformation',
      address: 'Assets',
      root: path,
      path,
      identities: [],
      stackNames: [pattern('shop-', null)],
    });
  const tags = {
    'aws:cloudformation:logical-id': 'Assets',
    'aws:cloudformation:stack-name': 'shop-prod',
  };
  const templates = [inTemplate('shop.yml'), inTemplate('copy-of-shop.yml')];
  const stack = (name: string, template: string, place = here) => ({
    name,
    template,
    parameterFile: null,
    ...place,
  });

  it('say from which of two templates a stack is deployed', () => {
    expect(locate(templates, {}, { cloud: { tags } })).toBe('ambiguous');
    const stacks = [stack('shop-*', 'shop.yml')];
    expect(locate(templates, { stacks }, { cloud: { tags } })).toBe('shop.yml');
  });

  it('exclude a template whose stacks are of other accounts or have other names', () => {
    for (const excluded of [stack('shop-*', 'shop.yml', there), stack('other', 'shop.yml')]) {
      expect(locate(templates, { stacks: [excluded] }, { cloud: { tags } })).toBe(
        'copy-of-shop.yml',
      );
    }
  });

  it('say nothing of Terraform', () => {
    const stacks = [stack('shop-*', 'shop.yml')];
    expect(locate([inRoot('live', 'live/main.tf')], { stacks })).toBe('live/main.tf');
  });
});

describe('trace tags of the configuration', () => {
  it('find the block that writes the value', () => {
    const volume = (name: string, trace: string) =>
      resource({
        type: 'aws_ebs_volume',
        cloudTypes: ['AWS::EC2::Volume'],
        address: `aws_ebs_volume.${name}`,
        path: `${name}.tf`,
        tags: { kind: 'map', origin: null, entries: new Map([['acme:trace', text(trace)]]) },
      });
    const cloud = {
      type: 'AWS::EC2::Volume',
      id: 'vol-0abcdef12',
      names: [],
      tags: { 'acme:trace': '2' },
    };
    const volumes = [volume('a', '1'), volume('b', '2')];
    expect(locate(volumes, {}, { cloud })).toBe('not-located');
    expect(locate(volumes, { traceKeys: ['acme:trace'] }, { cloud })).toBe('b.tf');
  });
});

import { describe, expect, it } from 'vitest';
import type { Code } from '../../../../src/model/language.ts';
import type { ResourceInCode } from '../../../../src/model/resource.ts';
import type { StateBackend, StateResource } from '../../../../src/model/terraform-state.ts';
import { createLocator } from '../../../../src/pipeline/locate/locate.ts';
import { indexStates } from '../../../../src/pipeline/locate/state/index.ts';
import { codeOf } from '../../../support/code.ts';
import { finding } from '../../../support/finding.ts';
import { resource, text } from '../../../support/resource-in-code.ts';

const object = { bucket: 'acme-state', key: 'live/web.tfstate' };
const web = (given: Partial<ResourceInCode> = {}) =>
  resource({
    type: 'aws_instance',
    cloudTypes: ['AWS::EC2::Instance'],
    address: 'aws_instance.web',
    ...given,
  });
const entry = (address: string, id = ''): StateResource => ({
  address,
  type: address.split('.').at(-2) ?? '',
  ids: id === '' ? [] : [id],
  parts: [],
});

function locate(
  resources: readonly ResourceInCode[],
  backends: Readonly<Record<string, Partial<StateBackend>>>,
  state: readonly StateResource[] = [entry('aws_instance.web', 'i-0abc')],
) {
  const blank = { type: 's3', bucket: null, key: null, workspacePrefix: null, account: null };
  const code: Code = {
    ...codeOf(resources),
    stateBackend: (root) => (backends[root] === undefined ? null : { ...blank, ...backends[root] }),
  };
  const found = createLocator({
    hints: [],
    traceKeys: [],
    directories: [],
    stacks: [],
    state: indexStates([{ object, resources: state }]),
  })(
    finding({ cloud: { type: 'AWS::EC2::Instance', id: 'i-0abc', names: ['i-0abc'], tags: {} } }),
    [{ code, types: ['aws_instance', 'aws_vpc'] }],
  );
  const evidence = found.kind === 'located' ? found.location.evidence[0]?.kind : undefined;
  return found.kind === 'located'
    ? `${found.location.file} ${found.location.confidence} by ${evidence}`
    : found.kind;
}

const at = (root: string, given: Partial<ResourceInCode> = {}) =>
  web({ root, path: `${root}/main.tf`, ...given });

describe("an owner's states", () => {
  it.each<[string, Partial<StateBackend> | null, string]>([
    ['its very object', object, 'a/main.tf certain by state'],
    ['a key that other workspaces prefix', { ...object, key: 'web.tfstate' }, 'not-located'],
    ['another key', { ...object, key: 'live/db.tfstate' }, 'not-located'],
    ['another bucket, and no key', { bucket: 'other' }, 'not-located'],
    ['another kind of backend', { type: 'gcs' }, 'not-located'],
    ['HCP Terraform', { type: 'cloud' }, 'not-located'],
    ['nothing but S3', {}, 'a/main.tf likely by state-alike'],
    ['the key, and no bucket', { key: object.key }, 'a/main.tf likely by state-alike'],
    ['no backend at all', null, 'a/main.tf likely by state-alike'],
  ])('of a root whose code names %s', (_, backend, expected) => {
    expect(locate([at('a')], backend === null ? {} : { a: backend })).toBe(expected);
  });

  it.each([
    ['env:/prod/web.tfstate', null, 'a/main.tf certain by state'],
    ['envs/prod/web.tfstate', 'envs', 'a/main.tf certain by state'],
    ['env:/prod/eu/web.tfstate', null, 'not-located'],
    ['env://web.tfstate', null, 'not-located'],
  ])('of a workspace at %s', (key, workspacePrefix, expected) => {
    const backend = { bucket: 'acme-state', key: 'web.tfstate', workspacePrefix, account: null };
    const state = {
      object: { bucket: 'acme-state', key },
      resources: [entry('aws_instance.web', 'i-0abc')],
    };
    const code = { ...codeOf([at('a')]), stateBackend: () => ({ type: 's3', ...backend }) };
    const settings = { hints: [], traceKeys: [], directories: [], stacks: [] };
    const found = createLocator({ ...settings, state: indexStates([state]) })(
      finding({ cloud: { type: 'AWS::EC2::Instance', id: 'i-0abc', names: [], tags: {} } }),
      [{ code, types: ['aws_instance'] }],
    );
    const place =
      found.kind === 'located'
        ? `${found.location.file} ${found.location.confidence} by ${found.location.evidence[0]?.kind}`
        : found.kind;
    expect(place).toBe(expected);
  });

  it('say nothing of a root that happens to have one of many addresses', () => {
    const state = ['aws_vpc.a', 'aws_vpc.b', 'aws_vpc.c'].map((address) => entry(address));
    expect(locate([at('a')], {}, [...state, entry('aws_instance.web', 'i-0abc')])).toBe(
      'not-located',
    );
  });

  it('are not compared in modules whose code is not at hand', () => {
    const state = ['x', 'y', 'z'].map((name) => entry(`module.vpc.aws_vpc.${name}`));
    expect(locate([at('a')], {}, [...state, entry('aws_instance.web', 'i-0abc')])).toBe(
      'a/main.tf likely by state-alike',
    );
  });

  it('go to the root whose backend they are, whoever else has the address', () => {
    expect(locate([at('a'), at('b')], { b: object })).toBe('b/main.tf certain by state');
  });

  it('leave two roots that are alike ambiguous', () => {
    expect(locate([at('a'), at('b')], {})).toBe('ambiguous');
  });

  it('that are only alike do not outweigh what the code says of its region', () => {
    const placement = { region: text('us-west-2'), accounts: null, label: 'provider "aws"' };
    expect(locate([at('a', { placement })], {})).toBe('not-located');
    expect(locate([at('a', { placement })], { a: object })).toMatch(/by state$/);
  });
});

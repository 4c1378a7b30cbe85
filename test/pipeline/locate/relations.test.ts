import { describe, expect, it } from 'vitest';
import type { CloudResource } from '../../../src/model/finding.ts';
import type { ResourceInCode } from '../../../src/model/resource.ts';
import type { StateResource } from '../../../src/model/terraform-state.ts';
import type { Value } from '../../../src/model/value.ts';
import { createLocator } from '../../../src/pipeline/locate/locate.ts';
import { indexStates } from '../../../src/pipeline/locate/state/index.ts';
import { codeOf } from '../../support/code.ts';
import { finding } from '../../support/finding.ts';
import { map, named, resource, text } from '../../support/resource-in-code.ts';

function locate(
  resources: readonly ResourceInCode[],
  cloud: Partial<CloudResource>,
  state: readonly StateResource[] = [],
) {
  const types = [...new Set(resources.map(({ type }) => type))];
  const found = createLocator({
    hints: [],
    traceKeys: [],
    directories: [],
    stacks: [],
    state: indexStates([{ object: null, resources: state }]),
  })(finding({ cloud }), [{ code: codeOf(resources), types }]);
  return found.kind === 'located'
    ? `${found.location.address} by ${found.location.evidence[0]?.kind}`
    : found.kind;
}

const made = (type: string, name: string, given: Partial<ResourceInCode> = {}) =>
  resource({ type, cloudTypes: [], address: `${type}.${name}`, ...given });

const properties = (entries: Record<string, Value>): ResourceInCode['properties'] => ({
  kind: 'map',
  origin: null,
  entries: new Map(Object.entries(entries)),
});

const entry = (address: string, id: string, parts: StateResource['parts'] = []): StateResource => ({
  address,
  type: address.split('.')[0] ?? '',
  ids: [id],
  parts,
});

describe('a volume of an instance', () => {
  const volume = {
    type: 'AWS::EC2::Volume',
    id: 'arn:aws:ec2:eu-west-1:111122223333:volume/vol-0123abcd',
    names: ['vol-0123abcd'],
  };
  const withTags = (name: string, tags: Record<string, string>) =>
    made('aws_instance', name, { properties: properties({ volume_tags: map(tags) }) });

  it('is found by the tags that the instance gives its volumes', () => {
    const cloud = { ...volume, tags: { Name: 'search-data', Team: 'search' } };
    const others = withTags('web', { Name: 'web-data', Team: 'web' });
    const search = withTags('search', { Name: 'search-data', Team: 'search' });
    expect(locate([others, search], cloud)).toBe('aws_instance.search by relation');
  });

  it('is not found by the tags of the instance itself', () => {
    const cloud = { ...volume, tags: { Name: 'search', Team: 'search' } };
    const instance = made('aws_instance', 'a', { tags: map({ Name: 'search', Team: 'search' }) });
    expect(locate([instance], cloud)).toBe('not-located');
  });

  it('is found by the instance that it is attached to, where a state knows that', () => {
    const cloud = { ...volume, details: { Attachments: [{ InstanceId: 'i-0aaaabbbb' }] } };
    const state = [entry('aws_instance.b', 'i-0aaaabbbb')];
    const instances = [made('aws_instance', 'a'), made('aws_instance', 'b')];
    expect(locate(instances, cloud, state)).toBe('aws_instance.b by relation');
  });

  it('that a block of its own makes is that block', () => {
    const cloud = { ...volume, details: { Attachments: [{ InstanceId: 'i-0aaaabbbb' }] } };
    const state = [
      entry('aws_instance.b', 'i-0aaaabbbb', [{ id: 'vol-0123abcd', what: 'volume' }]),
      entry('aws_ebs_volume.data', 'vol-0123abcd'),
    ];
    const all = [
      made('aws_instance', 'b'),
      made('aws_ebs_volume', 'data', { cloudTypes: ['AWS::EC2::Volume'] }),
    ];
    expect(locate(all, cloud, state)).toBe('aws_ebs_volume.data by state');
  });
});

describe('what a VPC comes with', () => {
  const group = {
    type: 'AWS::EC2::SecurityGroup',
    id: 'arn:aws:ec2:eu-west-1:111122223333:security-group/sg-0123abcd',
    names: ['default', 'sg-0123abcd'],
    details: { GroupName: 'default', VpcId: 'vpc-0aaaabbbb' },
  };
  const takeover = (name: string, vpc: Value) =>
    made('aws_default_security_group', name, {
      cloudTypes: ['AWS::EC2::SecurityGroup'],
      properties: properties({ vpc_id: vpc }),
    });
  const reference = (address: string): Value => ({
    kind: 'unknown',
    origin: null,
    reason: 'known after apply',
    reference: { address, attribute: 'id' },
  });

  it('is the block that takes it over, by the id of the VPC', () => {
    const groups = [takeover('a', text('vpc-0aaaabbbb')), takeover('b', text('vpc-0ccccdddd'))];
    expect(locate(groups, group)).toBe('aws_default_security_group.a by relation');
  });

  it('is the block that takes it over, by a reference to the VPC that a state knows', () => {
    const state = [entry('aws_vpc.main', 'vpc-0aaaabbbb')];
    const all = [
      made('aws_vpc', 'main'),
      takeover('a', reference('aws_vpc.other')),
      takeover('b', reference('aws_vpc.main')),
    ];
    expect(locate(all, group, state)).toBe('aws_default_security_group.b by relation');
  });

  it('is the VPC where nothing takes it over', () => {
    const state = [entry('aws_vpc.main', 'vpc-0aaaabbbb')];
    expect(locate([made('aws_vpc', 'main'), made('aws_vpc', 'b')], group, state)).toBe(
      'aws_vpc.main by relation',
    );
  });

  it('is not guessed from a single block: every account has VPCs that no code makes', () => {
    expect(locate([takeover('a', reference('aws_vpc.main'))], group)).toBe('not-located');
  });

  it('says nothing of groups that are not the default one', () => {
    const other = { ...group, names: ['web'], details: { ...group.details, GroupName: 'web' } };
    expect(locate([takeover('a', text('vpc-0aaaabbbb'))], other)).toBe('not-located');
  });
});

describe('a log group', () => {
  it.each([
    ['/aws/lambda/resize', 'AWS::Lambda::Function', 'resize'],
    ['/aws/rds/instance/ledger/postgresql', 'AWS::RDS::DBInstance', 'ledger'],
    ['/aws/eks/platform/cluster', 'AWS::EKS::Cluster', 'platform'],
  ])('named %s belongs to what logs to it', (group, type, name) => {
    const one = made('aws_thing', 'a', { cloudTypes: [type], identities: [named(name)] });
    const other = made('aws_thing', 'b', { cloudTypes: [type], identities: [named('other')] });
    const cloud = {
      type: 'AWS::Logs::LogGroup',
      id: `arn:aws:logs:eu-west-1:111122223333:log-group:${group}`,
      names: [group],
    };
    expect(locate([one, other], cloud)).toBe('aws_thing.a by relation');
  });
});

import type { CloudResource } from '../../../model/finding.ts';
import type { ResourceInCode } from '../../../model/resource.ts';
import type { MapValue, Value } from '../../../model/value.ts';
import { type Claim, points } from '../claim.ts';
import { textsAt } from '../details.ts';
import { matchValue } from '../match-value.ts';

/** Something that a finding tells of its resource, and the argument that decides it. */
interface Fact {
  /** For people. */
  readonly name: string;
  /** Where the details have it, in small letters. */
  readonly detail: readonly string[];
  readonly arguments: readonly string[];
  /** How much it says when it agrees; 0 for what many resources share. */
  readonly points: number;
  /** Whether it cannot change, so that a block with another one made something else. */
  readonly isFixed: boolean;
  /** Whether it tells the resource from all others of the same parent. */
  readonly isKey: boolean;
}

const fixed = (name: string, detail: string, args: readonly string[]): Fact => ({
  name,
  detail: detail.split('.'),
  arguments: args,
  points: 0,
  isFixed: true,
  isKey: false,
});
const key = (name: string, detail: string, args: readonly string[], points = 0): Fact => ({
  ...fixed(name, detail, args),
  points,
  isKey: true,
});
const told = (name: string, detail: string, args: readonly string[], points: number): Fact => ({
  ...fixed(name, detail, args),
  points,
  isFixed: false,
});

const ruleFacts: readonly Fact[] = [
  fixed('protocol', 'ipprotocol', ['ip_protocol', 'protocol']),
  fixed('first port', 'fromport', ['from_port']),
  fixed('last port', 'toport', ['to_port']),
  key('source', 'cidripv4', ['cidr_ipv4', 'cidr_blocks']),
  key('source', 'cidrip', ['cidr_ipv4', 'cidr_blocks']),
  key('source', 'cidripv6', ['cidr_ipv6', 'ipv6_cidr_blocks']),
];

/** By CloudFormation's names of types. */
const facts: ReadonlyMap<string, readonly Fact[]> = new Map([
  // An alternate domain name belongs to one distribution of all of CloudFront:
  // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/CNAMEs.html
  [
    'AWS::CloudFront::Distribution',
    [told('alternate domain name', 'aliases.items', ['aliases'], points.globalName)],
  ],
  [
    'AWS::KMS::Key',
    [told('description', 'description', ['description', 'Description'], points.description)],
  ],
  ['AWS::EC2::Subnet', [key('CIDR', 'cidrblock', ['cidr_block', 'CidrBlock'], points.cidr)]],
  [
    'AWS::EC2::VPC',
    [key('CIDR', 'cidrblockassociationset.cidrblock', ['cidr_block', 'CidrBlock'], points.cidr)],
  ],
  ['AWS::ElasticLoadBalancingV2::Listener', [key('port', 'port', ['port', 'Port'])]],
  ['AWS::SNS::Subscription', [key('endpoint', 'endpoint', ['endpoint', 'Endpoint'])]],
  ['AWS::EC2::SecurityGroupRule', ruleFacts],
  ['AWS::EC2::SecurityGroupIngress', ruleFacts],
  ['AWS::EC2::SecurityGroupEgress', ruleFacts],
]);

/** The texts by which a fact may speak for a block. */
export function factsTold({ type, details }: CloudResource): readonly string[] {
  return speaking(type).flatMap(({ detail }) => textsAt(details, detail));
}

/** The texts by which a block may be found by a fact. */
export function factsWritten({ cloudTypes, properties }: ResourceInCode): readonly string[] {
  return cloudTypes
    .flatMap(speaking)
    .flatMap((fact) => valuesOf(fact, properties))
    .flatMap((value) => (value.kind === 'string' ? [value.value] : []));
}

function speaking(type: string | null): readonly Fact[] {
  return (facts.get(type ?? '') ?? []).filter((fact) => fact.points > 0);
}

/**
 * Whether what the details tell is what tells the block from all others of the same parent: a load balancer has one
 * listener on a port. Null when they do not tell it.
 */
export function isKeyTheSame(cloud: CloudResource, resource: ResourceInCode): boolean | null {
  const compared = (facts.get(cloud.type ?? '') ?? []).filter(
    ({ detail }) => textsAt(cloud.details, detail).length > 0,
  );
  if (!compared.some(({ isKey }) => isKey)) return null;
  return compared.every((fact) => compare(fact, cloud, resource) === 'same');
}

/** What a finding's details tell of the resource beside names and tags, compared with what the code says. */
export function factEvidence(
  cloud: CloudResource,
  resource: ResourceInCode,
): Claim | null | 'excluded' {
  if (cloud.type === null || !resource.cloudTypes.includes(cloud.type)) return null;
  const compared = (facts.get(cloud.type) ?? []).map((fact) => ({
    fact,
    is: compare(fact, cloud, resource),
  }));
  if (compared.some(({ fact, is }) => fact.isFixed && is === 'other')) return 'excluded';
  const found = compared.find(({ fact, is }) => fact.points > 0 && is === 'same');
  if (found === undefined) return null;
  const { fact } = found;
  const detail = `its ${fact.name} is that of the resource`;
  return { resource, kind: 'fact', points: fact.points, detail };
}

function compare(
  fact: Fact,
  { details }: CloudResource,
  { properties }: ResourceInCode,
): 'same' | 'other' | 'open' {
  const texts = textsAt(details, fact.detail);
  const values = valuesOf(fact, properties);
  const matches = texts.flatMap((text) => values.map((value) => matchValue(value, text).kind));
  if (matches.includes('equal')) return 'same';
  return matches.length > 0 && matches.every((match) => match === 'differs') ? 'other' : 'open';
}

/** An incomplete list may hold anything: an unknown value stands for the rest. */
function valuesOf(fact: Fact, properties: MapValue): readonly Value[] {
  const written = fact.arguments.flatMap((name) => properties.entries.get(name) ?? []);
  return written.flatMap((value) => {
    if (value.kind !== 'list') return [value];
    const rest: Value = { kind: 'unknown', reason: 'further elements', origin: null };
    return value.complete === false ? [...value.items, rest] : value.items;
  });
}

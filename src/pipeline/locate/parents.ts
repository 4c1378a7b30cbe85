import type { CloudResource } from '../../model/finding.ts';
import { listIn, textIn, valueIn } from './details.ts';

/** What a cloud resource without a name that is all its own belongs to, as the finding tells. */
export interface Parent {
  /** `i-…`, `vpc-…`, an ARN. */
  readonly id: string;
  /** CloudFormation's name of its type. */
  readonly type: string;
  /** What code may know it by. */
  readonly names: readonly string[];
  /** The relation, for people: `a volume of the instance`. */
  readonly what: string;
  /** Whether the block of the parent makes the resource too, where it has no block of its own. */
  readonly makesIt: boolean;
  /**
   * What a block that refers to the parent is: the only one that can, one of a few, one of those that have names of
   * their own, of which the parent tells namesakes apart, or one of many, among which only facts that agree tell.
   */
  readonly among: 'only' | 'few' | 'named' | 'many';
}

/** The resources that this one belongs to. */
export function parentsOf(cloud: CloudResource): readonly Parent[] {
  const { type, details, id } = cloud;
  const vpc = { id: textIn(details, 'vpcid'), type: 'AWS::EC2::VPC' };
  const defaultOf = { ...vpc, makesIt: true, among: 'only' } as const;
  switch (type) {
    case 'AWS::EC2::Volume':
      return listIn(details, 'attachments').flatMap((attachment) =>
        parent({
          id: textIn(attachment, 'instanceid'),
          type: 'AWS::EC2::Instance',
          what: 'a volume of the instance',
          makesIt: true,
        }),
      );
    case 'AWS::EC2::SecurityGroup':
      return cloud.names.includes('default')
        ? parent({ ...defaultOf, what: 'the default security group of the VPC' })
        : parent({ ...vpc, what: 'a security group of the VPC', among: 'named' });
    case 'AWS::EC2::NetworkAcl':
      return valueIn(details, 'isdefault') === true
        ? parent({ ...defaultOf, what: 'the default network ACL of the VPC' })
        : [];
    case 'AWS::EC2::Subnet':
      return parent({ ...vpc, what: 'a subnet of the VPC', among: 'many' });
    case 'AWS::EC2::SecurityGroupRule':
    case 'AWS::EC2::SecurityGroupIngress':
    case 'AWS::EC2::SecurityGroupEgress':
      return parent({
        id: textIn(details, 'groupid'),
        type: 'AWS::EC2::SecurityGroup',
        names: [textIn(details, 'groupname')],
        what: 'a rule of the security group',
        makesIt: true,
        among: 'many',
      });
    case 'AWS::EFS::AccessPoint':
      return parent({
        id: textIn(details, 'filesystemid'),
        type: 'AWS::EFS::FileSystem',
        what: 'an access point of the file system',
      });
    case 'AWS::RDS::DBInstance':
    case 'AWS::DocDB::DBInstance':
    case 'AWS::Neptune::DBInstance': {
      const name = textIn(details, 'dbclusteridentifier');
      // No code makes the readers of Application Auto Scaling.
      if (cloud.names.some((own) => own.startsWith('application-autoscaling-'))) return [];
      return parent({
        id: name === null ? null : id.replace(/:db:.*$/s, `:cluster:${name}`),
        type: type.replace('DBInstance', 'DBCluster'),
        names: [name],
        what: 'an instance of the cluster',
      });
    }
    default:
      return byId(cloud);
  }
}

/** What ARNs tell: `whole` and the parent's part of it make the parent's ARN or id. */
const told: readonly (readonly [RegExp, (part: Readonly<Record<string, string>>) => Described])[] =
  [
    [
      /^(?<whole>arn:.*:)listener\/(?<id>\w+\/(?<name>[^/]+)\/[^/]+)\/[^/]+$/,
      ({ whole, id, name }) => ({
        id: `${whole}loadbalancer/${id}`,
        type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
        names: [name ?? null],
        what: 'a listener of the load balancer',
      }),
    ],
    [
      /^(?<whole>arn:[^:]+:sns:[^:]*:[^:]*:(?<name>[^:]+)):[^:]+$/,
      ({ whole, name }) => ({
        id: whole ?? null,
        type: 'AWS::SNS::Topic',
        names: [name ?? null],
        what: 'a subscription of the topic',
      }),
    ],
    [
      /^(?<whole>arn:[^:]+:ecs:[^:]*:[^:]*:)service\/(?<name>[^/]+)\/[^/]+$/,
      ({ whole, name }) => ({
        id: `${whole}cluster/${name}`,
        type: 'AWS::ECS::Cluster',
        names: [name ?? null],
        what: 'a service of the cluster',
        among: 'named',
      }),
    ],
    [
      /^(?<whole>arn:[^:]+:eks:[^:]*:[^:]*:)nodegroup\/(?<name>[^/]+)\/[^/]+\/[^/]+$/,
      ({ whole, name }) => ({
        id: `${whole}cluster/${name}`,
        type: 'AWS::EKS::Cluster',
        names: [name ?? null],
        what: 'a node group of the cluster',
        among: 'named',
      }),
    ],
    [
      /^arn:[^:]+:apigateway:[^:]*:[^:]*:\/restapis\/(?<id>[^/]+)\/stages\/[^/]+$/,
      ({ id }) => ({
        id: id ?? null,
        type: 'AWS::ApiGateway::RestApi',
        what: 'a stage of the API',
        among: 'named',
      }),
    ],
    [
      /^arn:[^:]+:apigateway:[^:]*:[^:]*:\/apis\/(?<id>[^/]+)\/stages\/[^/]+$/,
      ({ id }) => ({
        id: id ?? null,
        type: 'AWS::ApiGatewayV2::Api',
        what: 'a stage of the API',
        among: 'named',
      }),
    ],
  ];

/** What the id alone tells. */
function byId({ type, id }: CloudResource): readonly Parent[] {
  for (const [pattern, describe] of told) {
    const found = pattern.exec(id)?.groups;
    if (found !== undefined) return parent(describe(found));
  }
  const inline = inlinePolicyOwner(type, id);
  return inline === null ? [] : parent(inline);
}

/** Terraform's id of an inline policy is `OWNER:POLICY`, CloudFormation's `POLICY|OWNER`. */
function inlinePolicyOwner(type: string | null, id: string): Described | null {
  const [, kind] = /^AWS::IAM::(User|Group|Role)Policy$/.exec(type ?? '') ?? [];
  const owner = id.includes('|') ? id.split('|').at(-1) : id.split(':')[0];
  if (kind === undefined || owner === undefined || owner === id) return null;
  const what = `an inline policy of the ${kind.toLowerCase()}`;
  return { id: owner, type: `AWS::IAM::${kind}`, names: [owner], what };
}

type Described = Pick<Parent, 'type' | 'what'> & {
  readonly id: string | null;
  readonly names?: readonly (string | null)[];
  readonly makesIt?: boolean;
  readonly among?: Parent['among'];
};

function parent(described: Described): readonly Parent[] {
  const { id, type, names = [], what, makesIt = false, among = 'few' } = described;
  const known = names.filter((name) => name !== null);
  return id === null ? [] : [{ id, type, names: known, what, makesIt, among }];
}

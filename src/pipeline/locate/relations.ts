import { isJsonObject, type Json, type JsonObject } from '../../foundation/json.ts';
import type { CloudResource } from '../../model/finding.ts';
import type { ResourceInCode } from '../../model/resource.ts';
import type { MapValue, Value } from '../../model/value.ts';

/** What a cloud resource without a name of its own belongs to, as the finding's details tell. */
export interface Parent {
  /** `i-…`, `vpc-…`. */
  readonly id: string;
  /** The relation, for people: `a volume of the instance`. */
  readonly what: string;
}

/** The resources that this one belongs to. Details are Security Hub's or AWS Config's own: their keys differ in case only. */
export function parentsOf({ type, details, names }: CloudResource): readonly Parent[] {
  switch (type) {
    case 'AWS::EC2::Volume':
      return listIn(details, 'attachments').flatMap((attachment) =>
        parent(textIn(attachment, 'instanceid'), 'a volume of the instance'),
      );
    case 'AWS::EC2::SecurityGroup':
      return names.includes('default')
        ? parent(textIn(details, 'vpcid'), 'the default security group of the VPC')
        : [];
    case 'AWS::EC2::NetworkAcl':
      return valueIn(details, 'isdefault') === true
        ? parent(textIn(details, 'vpcid'), 'the default network ACL of the VPC')
        : [];
    default:
      return [];
  }
}

/** Names under which services put the log group of a resource: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/aws-services-sending-logs.html */
const logGroups: readonly (readonly [RegExp, string])[] = [
  [/^\/aws\/lambda\/([^/]+)$/, 'AWS::Lambda::Function'],
  [/^\/aws\/codebuild\/([^/]+)$/, 'AWS::CodeBuild::Project'],
  [/^\/aws\/eks\/([^/]+)\/cluster$/, 'AWS::EKS::Cluster'],
  [/^\/aws\/rds\/instance\/([^/]+)\/[^/]+$/, 'AWS::RDS::DBInstance'],
  [/^\/aws\/rds\/cluster\/([^/]+)\/[^/]+$/, 'AWS::RDS::DBCluster'],
];

/** The resource whose logs a log group holds, by the group's name; null when its name tells of none. */
export function loggedBy({
  type,
  names,
}: CloudResource): { readonly type: string; readonly name: string } | null {
  if (type !== 'AWS::Logs::LogGroup') return null;
  for (const group of names) {
    for (const [pattern, logged] of logGroups) {
      const name = pattern.exec(group)?.[1];
      if (name !== undefined) return { type: logged, name };
    }
  }
  return null;
}

/** The sets of tags that an instance's volumes are made with; empty for everything else. */
export function volumeTags({ type, properties }: ResourceInCode): readonly MapValue[] {
  if (type !== 'aws_instance') return [];
  const blocks = ['root_block_device', 'ebs_block_device'].flatMap((name) =>
    itemsOf(properties.entries.get(name)),
  );
  const written = [
    properties.entries.get('volume_tags'),
    ...blocks.map((block) => (block.kind === 'map' ? block.entries.get('tags') : undefined)),
  ];
  return written.filter((tags) => tags?.kind === 'map');
}

/** Resources of Terraform that take over what a VPC comes with. */
const ofVpc: ReadonlySet<string> = new Set([
  'aws_default_security_group',
  'aws_default_network_acl',
]);

/** The VPC whose default group or network ACL the resource takes over: by reference, or by its id. */
export function vpcOf({ type, properties }: ResourceInCode): Value | null {
  if (!ofVpc.has(type)) return null;
  const written = ['vpc_id', 'default_network_acl_id'].map((name) => properties.entries.get(name));
  return written.find((value) => value !== undefined) ?? null;
}

function itemsOf(value: Value | undefined): readonly Value[] {
  if (value === undefined) return [];
  return value.kind === 'list' ? value.items : [value];
}

function parent(id: string | null, what: string): readonly Parent[] {
  return id === null ? [] : [{ id, what }];
}

function valueIn(object: JsonObject, name: string): Json | undefined {
  return Object.entries(object).find(([key]) => key.toLowerCase() === name)?.[1];
}

function textIn(object: JsonObject, name: string): string | null {
  const value = valueIn(object, name);
  return typeof value === 'string' && value !== '' ? value : null;
}

function listIn(object: JsonObject, name: string): readonly JsonObject[] {
  const value = valueIn(object, name);
  return Array.isArray(value) ? value.filter(isJsonObject).slice(0, 20) : [];
}

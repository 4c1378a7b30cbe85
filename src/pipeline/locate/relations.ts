import type { CloudResource } from '../../model/finding.ts';
import type { ResourceInCode } from '../../model/resource.ts';
import type { MapValue, Value } from '../../model/value.ts';

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

function itemsOf(value: Value | undefined): readonly Value[] {
  if (value === undefined) return [];
  return value.kind === 'list' ? value.items : [value];
}

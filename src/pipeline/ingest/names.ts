import type { JsonObject } from '../../foundation/json.ts';
import type { Arn } from '../../model/arn.ts';

const MOST = 20;

/** Names of properties, in small letters, that name a resource of a type besides `name` and `<type>name`. */
const own: Readonly<Record<string, readonly string[]>> = {
  'AWS::EC2::SecurityGroup': ['groupname', 'groupid'],
  'AWS::EC2::NetworkAcl': ['networkaclid'],
  'AWS::ECS::TaskDefinition': ['family'],
  'AWS::Elasticsearch::Domain': ['domainname'],
  'AWS::IAM::ManagedPolicy': ['policyname', 'policyid'],
  'AWS::KMS::Key': ['keyid'],
  'AWS::Lambda::Function': ['functionname'],
  'AWS::OpenSearchService::Domain': ['domainname'],
  'AWS::RDS::DBCluster': ['dbclusteridentifier', 'dbclusterresourceid'],
  'AWS::RDS::DBInstance': ['dbinstanceidentifier', 'dbiresourceid'],
};

/**
 * Names and ids by which code may know a resource: names in the source's details, then in the ARN, then
 * ids. At most 20.
 */
export function resourceNames(
  id: string,
  type: string | null,
  arn: Arn | null,
  details: JsonObject,
  given: readonly string[],
): readonly string[] {
  const kind = type?.split('::').at(-1)?.toLowerCase() ?? '';
  const keys = [
    ...(type === null ? [] : (own[type] ?? [])),
    ...['name', 'identifier', 'id'].flatMap((suffix) => [`${kind}${suffix}`, suffix]),
  ];
  const values = new Map(
    Object.entries(details).map(([key, value]) => [key.toLowerCase(), value] as const),
  );
  const found = keys
    .map((key) => values.get(key))
    .filter((value) => typeof value === 'string' && value !== '');
  const bare = arn === null && !id.startsWith('AWS::::Account:') ? [bareName(id, type)] : [];
  const all = [...given, ...found, ...(arn?.names ?? []), ...bare].map(String);
  return [...new Set(all)].filter((name) => !name.startsWith('arn:')).slice(0, MOST);
}

/** An inline policy is known by its name and its owner's: `POLICY|OWNER` to CloudFormation, `OWNER:POLICY` to Terraform. */
function bareName(id: string, type: string | null): string {
  const isInline = /^AWS::IAM::(User|Group|Role)Policy$/.test(type ?? '');
  const name = id.includes('|') ? id.split('|')[0] : id.split(':').at(-1);
  return isInline && name !== undefined ? name : id;
}

import { describe, expect, it } from 'vitest';
import { cloudformation } from '../../../src/languages/cloudformation/language.ts';
import { terraform } from '../../../src/languages/terraform/language.ts';
import type { CloudResource } from '../../../src/model/finding.ts';
import type { TerraformState } from '../../../src/model/terraform-state.ts';
import { createLocator } from '../../../src/pipeline/locate/locate.ts';
import { indexStates } from '../../../src/pipeline/locate/state/index.ts';
import { treeOf } from '../../languages/terraform/code-of.ts';
import { finding } from '../../support/finding.ts';

/** Repositories that invite a wrong answer. The true block is not in them, unless the answer names it. */

interface Attack {
  readonly files: Readonly<Record<string, string>>;
  readonly cloud: Partial<CloudResource>;
  readonly states?: readonly TerraformState[];
  /** `kind confidence root address`, or the abstention. */
  readonly answer: string;
}

const account = '111122223333';
const provider = (text = '') => `provider "aws" {\n  region = "eu-west-1"\n${text}}\n`;
const here = provider(`  allowed_account_ids = ["${account}"]\n`);
const elsewhere = provider('  allowed_account_ids = ["999988887777"]\n');

const bucket = (name: string, tags = {}) => ({
  type: 'AWS::S3::Bucket',
  id: `arn:aws:s3:::${name}`,
  names: [name],
  tags,
});
const role = (name: string) => ({
  type: 'AWS::IAM::Role',
  id: `arn:aws:iam::${account}:role/${name}`,
  names: [name],
});
const named = (type: string, service: string, rest: string, name: string) => ({
  type,
  id: `arn:aws:${service}:eu-west-1:${account}:${rest}`,
  names: [name],
});
const group = (name: string, details = {}, tags = {}) => ({
  type: 'AWS::EC2::SecurityGroup',
  id: `arn:aws:ec2:eu-west-1:${account}:security-group/sg-0123456789abcdef0`,
  names: [name, 'sg-0123456789abcdef0'],
  details: { GroupName: name, ...details },
  tags,
});
const key = {
  type: 'AWS::KMS::Key',
  id: `arn:aws:kms:eu-west-1:${account}:key/1234abcd-12ab-34cd-56ef-1234567890ab`,
  names: ['1234abcd-12ab-34cd-56ef-1234567890ab'],
};

const roleBlock = (name: string) =>
  `resource "aws_iam_role" "it" {\n  name = ${name}\n  assume_role_policy = "{}"\n}\n`;
const bucketBlock = (name: string, more = '') =>
  `resource "aws_s3_bucket" "it" {\n  bucket = ${name}\n${more}}\n`;

const common = { Team: 'web', ManagedBy: 'terraform' };
const commonTags = '{ Team = "web", ManagedBy = "terraform" }';

const attacks: Readonly<Record<string, Attack>> = {
  'a role of the same name in an account that is not the code’s': {
    files: { 'main.tf': `${elsewhere}${roleBlock('"deploy"')}` },
    cloud: role('deploy'),
    answer: 'not-located',
  },
  'the same, where a role is assumed in the other account': {
    files: {
      'main.tf': `${provider('  assume_role {\n    role_arn = "arn:aws:iam::999988887777:role/ci"\n  }\n')}${roleBlock('"deploy"')}`,
    },
    cloud: role('deploy'),
    answer: 'not-located',
  },
  'two root modules, one for each account': {
    files: {
      'prod/main.tf': `${here}${roleBlock('"deploy"')}`,
      'dev/main.tf': `${elsewhere}${roleBlock('"deploy"')}`,
    },
    cloud: role('deploy'),
    answer: 'located likely prod aws_iam_role.it',
  },
  'two root modules that do not say their accounts': {
    files: { 'prod/main.tf': roleBlock('"deploy"'), 'dev/main.tf': roleBlock('"deploy"') },
    cloud: role('deploy'),
    answer: 'ambiguous',
  },
  'a bucket that the code has renamed, tags and all': {
    files: { 'main.tf': `${here}${bucketBlock('"acme-logs-v2"', `  tags = ${commonTags}\n`)}` },
    cloud: bucket('acme-logs', common),
    answer: 'not-located',
  },
  'a block that a moved block renamed': {
    files: {
      'main.tf': `moved {\n  from = aws_s3_bucket.old\n  to   = aws_s3_bucket.it\n}\n${bucketBlock('var.name')}variable "name" {}\n`,
    },
    cloud: bucket('acme-logs'),
    states: [
      {
        object: null,
        resources: [
          { address: 'aws_s3_bucket.old', type: 'aws_s3_bucket', ids: ['acme-logs'], parts: [] },
        ],
      },
    ],
    answer: 'located certain . aws_s3_bucket.it',
  },
  'a block that was renamed without a moved block': {
    files: { 'main.tf': `${bucketBlock('var.name')}variable "name" {}\n` },
    cloud: bucket('acme-logs'),
    states: [
      {
        object: null,
        resources: [
          { address: 'aws_s3_bucket.old', type: 'aws_s3_bucket', ids: ['acme-logs'], parts: [] },
        ],
      },
    ],
    answer: 'not-located',
  },
  'a module that was copied': {
    files: {
      'main.tf': `module "a" {\n  source = "./a"\n}\nmodule "b" {\n  source = "./b"\n}\n`,
      'a/main.tf': roleBlock('"deploy"'),
      'b/main.tf': roleBlock('"deploy"'),
    },
    cloud: role('deploy'),
    answer: 'ambiguous',
  },
  'a module that is called for two regions': {
    files: {
      'main.tf': `provider "aws" {\n  region = "us-east-1"\n}\nprovider "aws" {\n  alias  = "eu"\n  region = "eu-west-1"\n}\nmodule "us" {\n  source = "./m"\n}\nmodule "eu" {\n  source    = "./m"\n  providers = { aws = aws.eu }\n}\n`,
      'm/main.tf': 'resource "aws_sns_topic" "it" {\n  name = "alarms"\n}\n',
    },
    cloud: named('AWS::SNS::Topic', 'sns', 'alarms', 'alarms'),
    answer: 'located likely . module.eu.aws_sns_topic.it',
  },
  'environments that differ in a variable file': {
    files: {
      'main.tf': `variable "env" {}\n${roleBlock('"deploy-$' + '{var.env}"')}`,
      'dev.tfvars': 'env = "dev"\n',
      'prod.tfvars': 'env = "prod"\n',
    },
    cloud: role('deploy-prod'),
    answer: 'located likely  (prod.tfvars) aws_iam_role.it',
  },
  'an environment that has no variable file here': {
    files: {
      'main.tf': `variable "env" {}\n${roleBlock('"deploy-$' + '{var.env}"')}`,
      'dev.tfvars': 'env = "dev"\n',
      'prod.tfvars': 'env = "prod"\n',
    },
    cloud: role('deploy-stage'),
    answer: 'not-located',
  },
  'a count from a variable without a value': {
    files: {
      'main.tf': `variable "create" {}\n${bucketBlock('"acme-logs"', '  count = var.create\n')}`,
    },
    cloud: bucket('acme-logs'),
    answer: 'located likely . aws_s3_bucket.it',
  },
  'a count that the variable file sets to nothing': {
    files: {
      'main.tf': `variable "create" {}\n${bucketBlock('"acme-logs"', '  count = var.create ? 1 : 0\n')}`,
      'terraform.tfvars': 'create = false\n',
    },
    cloud: bucket('acme-logs'),
    answer: 'not-located',
  },
  'a name that is built from an unknown': {
    files: { 'main.tf': `variable "env" {}\n${bucketBlock('"$' + '{var.env}-assets-bucket"')}` },
    cloud: bucket('prod-assets-bucket'),
    answer: 'not-located',
  },
  'a name built from an unknown, and tags that everything carries': {
    files: {
      'main.tf': `${provider(`  default_tags {\n    tags = ${commonTags}\n  }\n`)}variable "env" {}\n${bucketBlock('"$' + '{var.env}-assets-bucket"')}`,
    },
    cloud: bucket('other-assets-bucket', common),
    answer: 'not-located',
  },
  'no name, and tags that everything carries': {
    files: {
      'main.tf': `${provider(`  allowed_account_ids = ["${account}"]\n  default_tags {\n    tags = ${commonTags}\n  }\n`)}resource "aws_kms_key" "it" {}\n`,
    },
    cloud: { ...key, tags: common },
    answer: 'not-located',
  },
  'a prefix with which the name of another resource begins': {
    files: {
      'main.tf': `${here}resource "aws_lb" "it" {\n  name_prefix = "web-"\n  tags = ${commonTags}\n}\n`,
    },
    cloud: {
      ...named(
        'AWS::ElasticLoadBalancingV2::LoadBalancer',
        'elasticloadbalancing',
        'loadbalancer/app/web-admin/50dc6c495c0c9188',
        'web-admin',
      ),
      tags: common,
    },
    answer: 'not-located',
  },
  'an example of a module': {
    files: { 'examples/complete/main.tf': `${provider()}${roleBlock('"deploy"')}` },
    cloud: role('deploy'),
    answer: 'not-located',
  },
  'an example beside the real thing': {
    files: {
      'examples/complete/main.tf': roleBlock('"deploy"'),
      'live/main.tf': roleBlock('"deploy"'),
    },
    cloud: role('deploy'),
    answer: 'located likely live aws_iam_role.it',
  },
  'a test of a module': {
    files: { 'modules/role/tests/setup/main.tf': roleBlock('"deploy"') },
    cloud: role('deploy'),
    answer: 'not-located',
  },
  'a fetched copy of a module beside its call': {
    files: {
      'main.tf': `module "it" {\n  source = "./role"\n}\n`,
      'role/main.tf': roleBlock('"deploy"'),
      '.terraform/modules/it/main.tf': roleBlock('"deploy"'),
    },
    cloud: role('deploy'),
    answer: 'located likely . module.it.aws_iam_role.it',
  },
  'a block that is commented out': {
    files: { 'main.tf': `/*\n${bucketBlock('"acme-logs"')}*/\n# ${bucketBlock('"acme-logs"')}` },
    cloud: bucket('acme-logs'),
    answer: 'not-located',
  },
  'a block in a text': {
    files: { 'main.tf': `locals {\n  text = <<-EOT\n${bucketBlock('"acme-logs"')}  EOT\n}\n` },
    cloud: bucket('acme-logs'),
    answer: 'not-located',
  },
  'two units of Terragrunt with the same inputs': {
    files: {
      'modules/role/main.tf': `variable "name" {}\n${roleBlock('var.name')}`,
      'live/dev/terragrunt.hcl':
        'terraform {\n  source = "../../modules/role"\n}\ninputs = { name = "deploy" }\n',
      'live/prod/terragrunt.hcl':
        'terraform {\n  source = "../../modules/role"\n}\ninputs = { name = "deploy" }\n',
    },
    cloud: role('deploy'),
    // One block: whether it matters which unit it is shows when it is fixed.
    answer:
      'located likely modules/role (live/dev/terragrunt.hcl) modules/role (live/prod/terragrunt.hcl) aws_iam_role.it',
  },
  'a state of another repository with the same addresses': {
    files: {
      'main.tf': `terraform {\n  backend "s3" {\n    bucket = "states"\n    key    = "web.tfstate"\n  }\n}\n${bucketBlock('var.name')}variable "name" {}\n`,
    },
    cloud: bucket('acme-logs'),
    states: [
      {
        object: { bucket: 'states', key: 'shop.tfstate' },
        resources: [
          { address: 'aws_s3_bucket.it', type: 'aws_s3_bucket', ids: ['acme-logs'], parts: [] },
        ],
      },
    ],
    answer: 'not-located',
  },
  'a stage of another API': {
    files: {
      'main.tf': `${here}resource "aws_api_gateway_stage" "it" {\n  rest_api_id = "zzzzzzzzzz"\n  stage_name  = "prod"\n  deployment_id = "x"\n}\n`,
    },
    cloud: {
      type: 'AWS::ApiGateway::Stage',
      id: 'arn:aws:apigateway:eu-west-1::/restapis/a1b2c3d4e5/stages/prod',
      names: ['prod', 'a1b2c3d4e5'],
    },
    answer: 'not-located',
  },
  'a service of another cluster': {
    files: {
      'main.tf': `${here}resource "aws_ecs_cluster" "it" {\n  name = "web"\n}\nresource "aws_ecs_service" "it" {\n  name    = "api"\n  cluster = aws_ecs_cluster.it.arn\n}\n`,
    },
    cloud: named('AWS::ECS::Service', 'ecs', 'service/shop/api', 'api'),
    answer: 'not-located',
  },
  'a node group of another cluster': {
    files: {
      'main.tf': `${here}resource "aws_eks_node_group" "it" {\n  cluster_name    = "web"\n  node_group_name = "workers"\n}\n`,
    },
    cloud: named(
      'AWS::EKS::Nodegroup',
      'eks',
      'nodegroup/shop/workers/8eb1f2b9-0f0e-1111-2222-333344445555',
      'workers',
    ),
    answer: 'not-located',
  },
  'an inline policy of another role': {
    files: {
      'main.tf': `${here}resource "aws_iam_role_policy" "it" {\n  name = "inline"\n  role = "web"\n  policy = "{}"\n}\n`,
    },
    cloud: { type: 'AWS::IAM::RolePolicy', id: 'shop:inline', names: ['inline'] },
    answer: 'not-located',
  },
  'a group of another network': {
    files: {
      'main.tf': `${here}resource "aws_security_group" "it" {\n  name   = "web"\n  vpc_id = "vpc-0aaaaaaaaaaaaaaaa"\n}\n`,
    },
    cloud: group('web', { VpcId: 'vpc-0bbbbbbbbbbbbbbbb' }),
    answer: 'not-located',
  },
  'a group that every network has': {
    files: {
      'main.tf': `${provider()}variable "vpc" {}\nresource "aws_security_group" "it" {\n  name   = "web"\n  vpc_id = var.vpc\n}\n`,
    },
    cloud: group('web', { VpcId: 'vpc-0bbbbbbbbbbbbbbbb' }),
    answer: 'not-located',
  },
  'a subnet that every network has': {
    files: {
      'main.tf': `${provider()}resource "aws_vpc" "it" {\n  cidr_block = "10.0.0.0/16"\n  tags = { Name = "shop" }\n}\nresource "aws_subnet" "it" {\n  vpc_id = aws_vpc.it.id\n  tags   = { Name = "private-a" }\n}\n`,
    },
    cloud: {
      type: 'AWS::EC2::Subnet',
      id: `arn:aws:ec2:eu-west-1:${account}:subnet/subnet-0123456789abcdef0`,
      names: ['subnet-0123456789abcdef0'],
      tags: { Name: 'private-a' },
    },
    answer: 'not-located',
  },
  'a subnet that is named after its network': {
    files: {
      'main.tf': `${provider()}resource "aws_vpc" "it" {\n  cidr_block = "10.0.0.0/16"\n  tags = { Name = "shop" }\n}\nresource "aws_subnet" "it" {\n  vpc_id = aws_vpc.it.id\n  tags   = { Name = "shop-private-a" }\n}\n`,
    },
    cloud: {
      type: 'AWS::EC2::Subnet',
      id: `arn:aws:ec2:eu-west-1:${account}:subnet/subnet-0123456789abcdef0`,
      names: ['subnet-0123456789abcdef0'],
      tags: { Name: 'shop-private-a' },
    },
    answer: 'located likely . aws_subnet.it',
  },
  'another stack with the same logical id': {
    files: { 'template.yaml': 'Resources:\n  Bucket:\n    Type: AWS::S3::Bucket\n' },
    cloud: bucket('shop-bucket-1abcdefgh', {
      'aws:cloudformation:logical-id': 'Bucket',
      'aws:cloudformation:stack-name': 'shop',
    }),
    answer: 'not-located',
  },
  'another stack with the same logical id, and tags that everything carries': {
    files: {
      'template.yaml':
        'Resources:\n  Key:\n    Type: AWS::KMS::Key\n    Properties:\n      Tags:\n        - { Key: Team, Value: web }\n        - { Key: ManagedBy, Value: terraform }\n',
    },
    cloud: {
      ...key,
      tags: {
        ...common,
        'aws:cloudformation:logical-id': 'Key',
        'aws:cloudformation:stack-name': 'shop',
      },
    },
    answer: 'not-located',
  },
  'a stack whose name has that of the template': {
    files: { 'shop.yaml': 'Resources:\n  Key:\n    Type: AWS::KMS::Key\n' },
    cloud: {
      ...key,
      tags: {
        'aws:cloudformation:logical-id': 'Key',
        'aws:cloudformation:stack-name': 'prod-shop',
      },
    },
    answer: 'located likely shop.yaml Key',
  },
  'names that are properties of every object': {
    files: { 'main.tf': roleBlock('"constructor"') },
    cloud: { ...role('__proto__'), names: ['__proto__', 'toString'] },
    answer: 'not-located',
  },
  'a name that is empty on both sides': {
    files: { 'main.tf': roleBlock('""') },
    cloud: { ...role('x'), names: [''] },
    answer: 'not-located',
  },
};

function answerTo({ files, cloud, states }: Attack): string {
  const tree = treeOf(files);
  const type = cloud.type ?? '';
  const found = createLocator({
    hints: [],
    traceKeys: [],
    directories: [],
    stacks: [],
    state: states === undefined ? null : indexStates(states),
  })(finding({ cloud: { account, region: 'eu-west-1', ...cloud } }), [
    { code: terraform.open(tree), types: terraform.typesFor(type) },
    { code: cloudformation.open(tree), types: cloudformation.typesFor(type) },
  ]);
  if (found.kind !== 'located') return found.kind;
  const roots = new Set(found.resources.map(({ root }) => root || '.'));
  return ['located', found.location.confidence, ...roots, found.location.address].join(' ');
}

describe('locating is not misled by', () => {
  it.each(Object.entries(attacks))('%s', (_, attack) => {
    expect(answerTo(attack)).toBe(attack.answer);
  });
});

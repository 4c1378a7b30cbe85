import { expect, it } from 'vitest';
import type { Json } from '../../../src/foundation/json.ts';
import { cloudformation } from '../../../src/languages/cloudformation/language.ts';
import { terraform } from '../../../src/languages/terraform/language.ts';
import { createLocator } from '../../../src/pipeline/locate/locate.ts';
import { treeOf } from '../../languages/terraform/code-of.ts';
import { finding } from '../../support/finding.ts';

const block = (rules: string) => ({
  'main.tf': `variable "ports" {}
resource "aws_security_group" "web" {
  name = "web"
${rules}
}
`,
});
const telling = {
  'main.tf': 'resource "aws_security_group" "web" {\n  name = "shop-prod-web"\n}\n',
};
const ssh = block(`  ingress {
    from_port        = 22
    to_port          = 22
    protocol         = "tcp"
    cidr_blocks      = ["0.0.0.0/0", "10.0.0.0/8"]
    ipv6_cidr_blocks = ["::/0"]
  }`);
const sshByTemplate = {
  'web.yml': `Resources:
  Web:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupName: web
      GroupDescription: web
      SecurityGroupIngress:
        - { IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 0.0.0.0/0 }
`,
};
const everything = block(`  ingress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }`);

const range = (cidr: string) => ({ CidrIp: cidr });
const open = { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, IpRanges: [range('0.0.0.0/0')] };
const openToBoth = {
  ...open,
  IpRanges: [range('10.0.0.0/8'), range('0.0.0.0/0')],
  Ipv6Ranges: [{ CidrIpv6: '::/0' }],
};
const asConfigSays = {
  ipProtocol: '-1',
  ipv4Ranges: [{ cidrIp: '0.0.0.0/0' }],
  ipv6Ranges: [],
  ipRanges: ['0.0.0.0/0'],
};

function answer(
  files: Readonly<Record<string, string>>,
  permissions: readonly Json[],
  name = 'web',
): string {
  const settings = { hints: [], traceKeys: [], directories: [], stacks: [], state: null };
  const cloud = {
    type: 'AWS::EC2::SecurityGroup',
    id: 'arn:aws:ec2:eu-west-1:111122223333:security-group/sg-0123456789abcdef0',
    names: [name],
    details: { GroupName: name, IpPermissions: [...permissions] },
  };
  const types = ['aws_security_group', 'AWS::EC2::SecurityGroup'];
  const codes = [terraform, cloudformation].map((language) => language.open(treeOf(files)));
  return createLocator(settings)(
    finding({ cloud }),
    codes.map((code) => ({ code, types })),
  ).kind;
}

it.each([
  ['a name alone is too little', ssh, [], 'not-located'],
  ['the same ranges on the same ports are enough', ssh, [openToBoth], 'located'],
  ['the same in a template', sshByTemplate, [open], 'located'],
  ['all protocols, as Config tells them', everything, [asConfigSays], 'located'],
  ['one range less', ssh, [open], 'not-located'],
  ['one rule more', sshByTemplate, [open, asConfigSays], 'not-located'],
  ['another port', sshByTemplate, [{ ...open, ToPort: 23 }], 'not-located'],
  ['no rules in the block', block(''), [open], 'not-located'],
  [
    'rules that are not known',
    block('  ingress = [{ from_port = var.ports, to_port = 22, cidr_blocks = ["0.0.0.0/0"] }]'),
    [open],
    'not-located',
  ],
  [
    'a dynamic block over what is not known',
    block('  dynamic "ingress" {\n    for_each = var.ports\n    content {}\n  }'),
    [open],
    'not-located',
  ],
] as const)('a group that shares its name: %s', (_, files, permissions, expected) => {
  expect(answer(files, permissions)).toBe(expected);
});

it('a group with a name that nobody gives twice needs no more than that', () => {
  expect(answer(telling, [], 'shop-prod-web')).toBe('located');
  expect(answer(telling, [], 'shop-prod-db')).toBe('not-located');
});

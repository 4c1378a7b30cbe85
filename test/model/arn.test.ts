import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseArn } from '../../src/model/arn.ts';

const east = 'us-east-1:123456789012';

/** ARN → its kind and names. */
const arns: readonly (readonly [string, string | null, readonly string[]])[] = [
  ['arn:aws:s3:::marketing-assets', null, ['marketing-assets']],
  ['arn:aws-us-gov:s3:::bucket/a/key', null, ['bucket']],
  [`arn:aws:s3:${east}:accesspoint/site`, 'accesspoint', ['site']],
  [`arn:aws:sns:${east}:alerts`, null, ['alerts']],
  [`arn:aws:sqs:${east}:orders.fifo`, null, ['orders.fifo']],
  [`arn:aws:ec2:${east}:security-group/sg-0a1b2c3d`, 'security-group', ['sg-0a1b2c3d']],
  [`arn:aws:rds:${east}:db:database-1`, 'db', ['database-1']],
  [`arn:aws:rds:${east}:cluster-snapshot:rds:nightly`, 'cluster-snapshot', ['rds:nightly']],
  ['arn:aws:iam::123456789012:role/service-role/site', 'role', ['site']],
  ['arn:aws:iam::123456789012:root', null, ['root']],
  [`arn:aws:logs:${east}:log-group:/aws/lambda/site:*`, 'log-group', ['/aws/lambda/site']],
  [`arn:aws:logs:${east}:log-group:site:log-stream:a:b`, 'log-group', ['site']],
  [
    `arn:aws:elasticloadbalancing:${east}:loadbalancer/app/main/7adeebf8e79da539`,
    'loadbalancer',
    ['main', 'app/main/7adeebf8e79da539'],
  ],
  [`arn:aws:elasticloadbalancing:${east}:loadbalancer/classic`, 'loadbalancer', ['classic']],
  [`arn:aws:ecs:${east}:service/cluster/web`, 'service', ['web']],
  [`arn:aws:ecs:${east}:service/web`, 'service', ['web']],
  [`arn:aws:ecs:${east}:task-definition/web:7`, 'task-definition', ['web', 'web:7']],
  [`arn:aws:lambda:${east}:function:site`, 'function', ['site']],
  [`arn:aws:lambda:${east}:function:site:live`, 'function', ['site', 'site:live']],
  [`arn:aws:secretsmanager:${east}:secret:prod/db-AbC123`, 'secret', ['prod/db', 'prod/db-AbC123']],
  ['arn:aws:apigateway:us-east-1::/restapis/a1b2/stages/prod', 'restapis', ['prod', 'a1b2']],
  [`arn:aws:dynamodb:${east}:table/orders/index/by-day`, 'table', ['orders']],
  [`arn:aws:wafv2:${east}:regional/webacl/site/1-2-3`, 'regional', ['site', '1-2-3']],
  [
    `arn:aws:autoscaling:${east}:autoScalingGroup:9ddd8926-a71c:autoScalingGroupName/web`,
    'autoScalingGroup',
    ['web'],
  ],
  [`arn:aws:kms:${east}:alias/team/key`, 'alias', ['alias/team/key', 'team/key']],
  [`arn:aws:ecr:${east}:repository/team/site`, 'repository', ['team/site']],
];

const others = [
  '',
  'sg-0a1b2c3d',
  'arn:aws:s3',
  'arn:aws:s3:::',
  'ARN:aws:s3:::x',
  'arn:aws:ec2:us-east-1:12345:vpc/vpc-1',
  `arn:aws:s3:::${'x'.repeat(3000)}`,
];

describe('parseArn', () => {
  it.each(arns)('%s: kind and names', (arn, kind, names) => {
    expect(parseArn(arn)).toMatchObject({ kind, names });
  });

  it('reads partition, service, region and account', () => {
    expect(parseArn(`arn:aws-cn:ec2:${east}:vpc/vpc-1`)).toMatchObject({
      partition: 'aws-cn',
      service: 'ec2',
      region: 'us-east-1',
      account: '123456789012',
      resource: 'vpc/vpc-1',
    });
  });

  it('has no account for what AWS owns', () => {
    expect(parseArn('arn:aws:iam::aws:policy/AdministratorAccess')?.account).toBeNull();
  });

  it.each(others)('%j is none', (text) => {
    expect(parseArn(text)).toBeNull();
  });

  it('has a name for every resource part', () => {
    const services = fc.constantFrom('s3', 'ecs', 'logs', 'elasticloadbalancing', 'lambda', 'iam');
    fc.assert(
      fc.property(services, fc.string({ minLength: 1 }), (service, resource) => {
        for (const name of parseArn(`arn:aws:${service}:::${resource}`)?.names ?? []) {
          expect(name).not.toBe('');
          expect(resource).toContain(name);
        }
      }),
    );
  });
});

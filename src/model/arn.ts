/** The parts of an Amazon Resource Name. */
export interface Arn {
  readonly partition: string;
  readonly service: string;
  /** Null where the ARN has none: S3, IAM, CloudFront. */
  readonly region: string | null;
  readonly account: string | null;
  /** Everything after the fifth colon: `security-group/sg-1`, `log-group:/aws/x`, `marketing-assets`. */
  readonly resource: string;
  /** The kind of resource that it begins with, `security-group`; null where the service writes none (S3, SNS, SQS). */
  readonly kind: string | null;
  /** Names and ids in the resource part, the one that people chose first. */
  readonly names: readonly string[];
}

const PATTERN =
  /^arn:([a-z][a-z0-9-]{0,30}):([a-z0-9-]{1,40}):([a-z0-9-]{0,30}):(\d{12}|aws)?:([\s\S]+)$/;
const LONGEST = 2048;

/** Services whose resource part is the bare name. */
const bare = new Set(['s3', 'sns', 'sqs', 'codepipeline', 'codecommit']);

/** Reads an ARN; null when the text is none. The account of resources that AWS owns (`aws`) is null. */
export function parseArn(text: string): Arn | null {
  if (text.length > LONGEST) return null;
  const [, partition, service, region, account, resource] = PATTERN.exec(text) ?? [];
  if (partition === undefined || service === undefined || resource === undefined) return null;
  const { kind, rest } = split(service, resource);
  return {
    partition,
    service,
    region: region || null,
    account: account === 'aws' ? null : (account ?? null),
    resource,
    kind,
    names: [...new Set(namesIn(service, kind, rest))].filter((name) => name !== ''),
  };
}

function split(service: string, resource: string): { kind: string | null; rest: string } {
  if (bare.has(service)) {
    // An access point or a job of S3 has a kind, a bucket has none.
    const [, kind, rest] = /^(accesspoint|job|storage-lens)[/:](.+)$/s.exec(resource) ?? [];
    return { kind: kind ?? null, rest: rest ?? resource };
  }
  // API Gateway begins with a slash: `/restapis/abc/stages/prod`.
  const [, kind, rest] = /^\/?([A-Za-z][A-Za-z0-9-]*)[/:](.+)$/s.exec(resource) ?? [];
  return { kind: kind ?? null, rest: rest ?? resource };
}

function namesIn(service: string, kind: string | null, rest: string): string[] {
  const steps = rest.split('/');
  const last = steps.at(-1) ?? rest;
  switch (`${service}:${kind}`) {
    case 'elasticloadbalancing:loadbalancer':
    case 'elasticloadbalancing:targetgroup':
    case 'elasticloadbalancing:listener': {
      // `app/NAME/ID`, `targetgroup/NAME/ID`; a Classic Load Balancer is only `NAME`.
      const named = ['app', 'net', 'gwy'].includes(steps[0] ?? '') ? steps.slice(1) : steps;
      return [named[0] ?? rest, rest];
    }
    case 'logs:log-group':
      // `NAME:*` and `NAME:log-stream:STREAM`.
      return [rest.replace(/:(\*|log-stream:.*)$/s, '')];
    case 'ecs:service':
    case 'ecs:task-set':
      // `CLUSTER/NAME`, or `NAME` alone in the old form; a task set adds its own id.
      return [steps[1] ?? rest];
    case 'ecs:task-definition':
      return [rest.replace(/:\d+$/, ''), rest];
    case 'lambda:function':
      return [rest.replace(/:[^:]*$/, ''), rest];
    case 'secretsmanager:secret':
      // The service appends a hyphen and six characters to the name.
      return [rest.replace(/-[A-Za-z0-9]{6}$/, ''), rest];
    case 'autoscaling:autoScalingGroup':
    case 'autoscaling:launchConfiguration':
      // `UUID:autoScalingGroupName/NAME`.
      return [rest.replace(/^.*Name\//s, '')];
    case 'apigateway:restapis':
    case 'apigateway:apis':
      return [last, steps[0] ?? rest];
    case 'es:domain':
    case 'eks:nodegroup':
      return [steps[service === 'eks' ? 1 : 0] ?? rest];
    case 's3:null':
    case 'dynamodb:table':
      // An object's ARN is `BUCKET/KEY`, an index's `TABLE/index/NAME`.
      return [steps[0] ?? rest];
    case 'wafv2:regional':
    case 'wafv2:global':
      // `webacl/NAME/ID`.
      return [steps[1] ?? rest, last];
    case 'kms:alias':
      // Code and API write `alias/NAME`.
      return [`alias/${rest}`, rest];
    case 'events:rule':
      // `NAME`, or `BUS/NAME`.
      return [last];
    default:
      // IAM puts a path before the name: `role/service/NAME`.
      return service === 'iam' ? [last] : [rest];
  }
}

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { cloudformation } from '../../src/languages/cloudformation/language.ts';
import type { EditIntent, Written } from '../../src/model/language.ts';
import type { ResourceInCode } from '../../src/model/resource.ts';
import { editable } from '../languages/cloudformation/random-edits.ts';
import { context, edited, treeOf } from '../languages/cloudformation/tree.ts';

interface Sensible {
  readonly name: string;
  readonly path: string;
  readonly after: string;
}

const literal = (value: Extract<Written, { kind: 'literal' }>['value']): Written => ({
  kind: 'literal',
  value,
});

/** Edits as fixes make them, by the type of the resource. */
function sensibleEdits(
  resource: ResourceInCode,
): readonly (readonly [string, readonly EditIntent[]])[] {
  const set = (path: readonly string[], value: Parameters<typeof literal>[0]): EditIntent => ({
    kind: 'set',
    resource,
    path,
    value: literal(value),
  });
  const block = [
    'BlockPublicAcls',
    'BlockPublicPolicy',
    'IgnorePublicAcls',
    'RestrictPublicBuckets',
  ];
  const ingress = resource.properties.entries.get('SecurityGroupIngress');
  const edits: (readonly [string, readonly EditIntent[]])[] = [];
  if (
    cloudformation.inSchema(resource.type, ['Tags']) === true &&
    !resource.type.startsWith('AWS::Serverless::') &&
    !TAGS_TOO_NEW.has(resource.type)
  ) {
    const tags = resource.properties.entries.get('Tags');
    if (tags?.kind === 'list' || tags === undefined) {
      const tag = { Key: 'sprinkler-test', Value: 'yes' };
      const value = literal(
        resource.type === 'AWS::AutoScaling::AutoScalingGroup'
          ? { ...tag, PropagateAtLaunch: true }
          : tag,
      );
      edits.push(['tag', [{ kind: 'append', resource, path: ['Tags'], value }]]);
    }
  }
  switch (resource.type) {
    case 'AWS::S3::Bucket':
      edits.push(
        [
          'block public access',
          block.map((flag) => set(['PublicAccessBlockConfiguration', flag], true)),
        ],
        ['versioning', [set(['VersioningConfiguration', 'Status'], 'Enabled')]],
        [
          'policy',
          [
            {
              kind: 'add-resource',
              type: 'AWS::S3::BucketPolicy',
              beside: resource,
              properties: [
                ['Bucket', { kind: 'reference', to: resource, attribute: 'id' }],
                [
                  'PolicyDocument',
                  {
                    kind: 'map',
                    entries: [
                      ['Version', literal('2012-10-17')],
                      [
                        'Statement',
                        {
                          kind: 'list',
                          items: [
                            {
                              kind: 'map',
                              entries: [
                                ['Effect', literal('Deny')],
                                ['Principal', literal('*')],
                                ['Action', literal('s3:*')],
                                ['Resource', { kind: 'reference', to: resource, attribute: 'Arn' }],
                                [
                                  'Condition',
                                  literal({ Bool: { 'aws:SecureTransport': 'false' } }),
                                ],
                              ],
                            },
                          ],
                        },
                      ],
                    ],
                  },
                ],
              ],
            },
          ],
        ],
      );
      break;
    case 'AWS::EC2::SecurityGroup':
      edits.push([
        'add a rule',
        [
          {
            kind: 'append',
            resource,
            path: ['SecurityGroupIngress'],
            value: literal({
              IpProtocol: 'tcp',
              FromPort: 8443,
              ToPort: 8443,
              CidrIp: '10.1.0.0/16',
            }),
          },
        ],
      ]);
      if (ingress?.kind === 'list') {
        ingress.items.forEach((item, index) => {
          edits.push([
            'remove a rule',
            [{ kind: 'remove', resource, path: ['SecurityGroupIngress', index] }],
          ]);
          if (item.kind === 'map' && item.entries.has('CidrIp')) {
            const path = ['SecurityGroupIngress', index, 'CidrIp'];
            edits.push([
              'narrow a rule',
              [{ kind: 'set', resource, path, value: literal('10.0.0.0/8') }],
            ]);
          }
        });
      }
      break;
    case 'AWS::EC2::Volume':
      edits.push(['encrypt', [set(['Encrypted'], true)]]);
      break;
    case 'AWS::RDS::DBInstance':
      edits.push(['private', [set(['PubliclyAccessible'], false)]]);
      // A replica is encrypted as its source is.
      if (!resource.properties.entries.has('SourceDBInstanceIdentifier')) {
        edits.push(['encrypt', [set(['StorageEncrypted'], true)]]);
      }
      break;
    case 'AWS::DynamoDB::Table':
      edits.push([
        'recovery',
        [set(['PointInTimeRecoverySpecification', 'PointInTimeRecoveryEnabled'], true)],
      ]);
      break;
    case 'AWS::Lambda::Function':
      edits.push(['tracing', [set(['TracingConfig', 'Mode'], 'Active')]]);
      break;
    case 'AWS::IAM::Role':
      edits.push(['description', [set(['Description'], 'set by a test')]]);
      break;
    case 'AWS::SQS::Queue':
      edits.push(['encrypt', [set(['SqsManagedSseEnabled'], true)]]);
      break;
    case 'AWS::SNS::Topic':
      edits.push(['encrypt', [set(['KmsMasterKeyId'], 'alias/aws/sns')]]);
      break;
    default:
      break;
  }
  return edits;
}

/**
 * A literal that takes a parameter's place may leave it unused. The parameter stays all the same:
 * a deployment that still gives it would fail without it.
 */
const LEFT_UNUSED = /^W(2001|7001|8001) /;

/** Types whose tags are newer than the schemas of cfn-lint 1.51. */
const TAGS_TOO_NEW: ReadonlySet<string> = new Set(['AWS::ElasticLoadBalancingV2::Listener']);

const findings = z.array(
  z.object({ Filename: z.string(), Message: z.string(), Rule: z.object({ Id: z.string() }) }),
);

/** Exit status 1 when cfn-lint finds something in an edited file that it did not find before. */
export async function lintSensibleEdits(
  files: Readonly<Record<string, string>>,
  atMost: number,
  print: (line: string) => void,
): Promise<number> {
  const made: Sensible[] = [];
  const refused = new Map<string, number>();
  for (const [path, text] of Object.entries(files)) {
    const code = cloudformation.open(treeOf({ [path]: text }));
    for (const resource of editable(code, path)) {
      for (const [name, intents] of sensibleEdits(resource)) {
        if (name === 'policy' && text.includes('AWS::S3::BucketPolicy')) continue;
        const result = code.edit(intents, context);
        if (!result.ok)
          refused.set(result.error.reason, (refused.get(result.error.reason) ?? 0) + 1);
        else if (result.value.edits.length > 0) {
          const after = edited({ [path]: text }, result.value.edits)[path] ?? '';
          made.push({ name: `${name} of ${resource.address}`, path, after });
        }
      }
    }
  }
  const chosen = made.filter((_, index) => index % Math.ceil(made.length / atMost) === 0);
  const before = lint(Object.entries(files).map(([path, after]) => ({ path, after })));
  const after = lint(chosen);
  let worse = 0;
  let unused = 0;
  chosen.forEach(({ name, path }, index) => {
    const known = new Map(before.get(`${Object.keys(files).indexOf(path)}`));
    for (const [finding, times] of after.get(`${index}`) ?? []) {
      if (times <= (known.get(finding) ?? 0)) continue;
      if (LEFT_UNUSED.test(finding)) {
        unused++;
        continue;
      }
      worse++;
      print(`${path}, ${name}: ${finding}`);
    }
  });
  print(
    `${chosen.length} of ${made.length} edits linted, ${[...refused.values()].reduce((a, b) => a + b, 0)} refused, ${unused} left a parameter or mapping unused, ${worse} other new findings`,
  );
  for (const [reason, times] of refused) print(`  refused ${times}: ${reason}`);
  return worse === 0 ? 0 : 1;
}

/** What cfn-lint finds, by the index of the file: rule and message (line numbers left out), with how often. */
function lint(
  texts: readonly { readonly path: string; readonly after: string }[],
): Map<string, Map<string, number>> {
  const folder = mkdtempSync(join(tmpdir(), 'sprinkler-lint-'));
  const found = new Map<string, Map<string, number>>();
  try {
    const names = texts.map(({ path, after }, index) => {
      const extension = path.slice(path.lastIndexOf('.'));
      mkdirSync(join(folder, String(index)));
      const name = join(folder, String(index), `template${extension}`);
      writeFileSync(name, after);
      return name;
    });
    for (let from = 0; from < names.length; from += 50) {
      for (const { Filename, Message, Rule } of findings.parse(run(names.slice(from, from + 50)))) {
        const index = Filename.slice(folder.length + 1).split('/')[0] ?? '';
        const counts = found.get(index) ?? new Map<string, number>();
        const key = `${Rule.Id} ${Message.replace(/\d+/g, '…')}`;
        counts.set(key, (counts.get(key) ?? 0) + 1);
        found.set(index, counts);
      }
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  return found;
}

function run(names: readonly string[]): unknown {
  try {
    const output = execFileSync('cfn-lint', ['--format', 'json', ...names], {
      encoding: 'utf8',
      maxBuffer: 200_000_000,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return JSON.parse(output);
  } catch (error) {
    // cfn-lint's exit status says which levels it found.
    if (error instanceof Error && 'stdout' in error) return JSON.parse(String(error.stdout));
    throw error;
  }
}

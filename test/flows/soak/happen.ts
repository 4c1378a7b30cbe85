import { hubFinding } from '../../aws-fakes/security-hub.ts';
import { post } from '../../entrances/service.ts';
import type { Issue, Repository } from '../../github-simulator/state.ts';
import { bucketCode, bucketFinding, CONFIG } from '../../support/app.ts';
import type { Happening } from './story.ts';
import { nameOf, pathOf, repositoryOf, type World } from './world.ts';

/** Lets something happen in the world. Findings that are sent are sent until they are acknowledged. */
export async function happen(world: World, url: string, happening: Happening): Promise<void> {
  if (happening.kind === 'configured') {
    const config = CONFIG.replace('mode: pull-request', `mode: ${happening.mode}`);
    for (const repository of world.repositories)
      await push(world, repository, '.github/sprinkler.yml', config);
    return;
  }
  const { kind, bucket } = happening;
  switch (kind) {
    case 'fails':
      return fail(world, bucket);
    case 'passes':
    case 'archived':
    case 'worse':
      return changeAtSource(world, bucket, kind);
    case 'sent':
      return send(url, bucket);
    case 'queued':
      return world.queue.put(JSON.stringify(imported(world, bucket)));
    case 'non-compliant':
    case 'compliant':
      return judge(world, bucket, kind);
    case 'merged':
    case 'declined':
      return act(world, bucket, kind);
    case 'coded':
      return writeCode(world, bucket, false);
    case 'mended':
      return writeCode(world, bucket, true);
    case 'broken':
      return breakCode(world, bucket);
  }
}

function fail({ hub, clock }: World, bucket: number): void {
  const id = nameOf(bucket);
  hub.findings.set(id, hubFinding(id, { UpdatedAt: clock.now().toISOString() }));
}

function changeAtSource(
  { hub, clock }: World,
  bucket: number,
  kind: 'passes' | 'archived' | 'worse',
): void {
  const finding = hub.findings.get(nameOf(bucket));
  if (finding === undefined) return;
  const changed = {
    passes: { Compliance: { Status: 'PASSED', SecurityControlId: 'S3.8' } },
    archived: { RecordState: 'ARCHIVED' as const },
    worse: { Severity: { Label: 'CRITICAL' } },
  };
  const UpdatedAt = clock.now().toISOString();
  hub.findings.set(finding.Id, { ...finding, ...changed[kind], UpdatedAt });
}

function judge(
  { config, clock }: World,
  bucket: number,
  kind: 'non-compliant' | 'compliant',
): void {
  config.time = clock.now().getTime() / 1000;
  const verdict = kind === 'compliant' ? 'COMPLIANT' : 'NON_COMPLIANT';
  for (const rule of config.rules) rule.verdicts.set(nameOf(bucket), verdict);
}

async function send(url: string, bucket: number): Promise<void> {
  const finding = bucketFinding(nameOf(bucket));
  for (let tries = 0; tries < 1000; tries++) {
    const answer = await post(url, finding).catch(() => null);
    if (answer?.status === 202) return;
  }
  throw new Error(`The finding of bucket ${bucket} was not taken.`);
}

/** An event as EventBridge tells of a finding of another product, with an id of its own. */
function imported({ clock }: World, bucket: number): object {
  const finding = hubFinding(`queued-${nameOf(bucket)}`, {
    UpdatedAt: clock.now().toISOString(),
    Resources: [{ Id: `arn:aws:s3:::${nameOf(bucket)}`, Type: 'AwsS3Bucket', Region: 'eu-west-1' }],
  });
  return {
    source: 'aws.securityhub',
    'detail-type': 'Security Hub Findings - Imported',
    detail: { findings: [finding] },
  };
}

/** A person merges or closes the bucket's open pull request. GitHub is well for people. */
async function act(world: World, bucket: number, kind: 'merged' | 'declined'): Promise<void> {
  const { simulator } = world;
  const repository = repositoryOf(world, bucket);
  const open = [...repository.issues.values()].find(
    (issue) => issue.state === 'open' && issue.pull !== null && isAbout(issue, bucket),
  );
  if (open === undefined) return;
  const at = `${simulator.url}/repos/acme/${repository.name}/pulls/${open.number}`;
  const [method, url, body] =
    kind === 'merged' ? ['PUT', `${at}/merge`, '{}'] : ['PATCH', at, '{"state":"closed"}'];
  const headers = { authorization: 'token ghp_alice', 'content-type': 'application/json' };
  const answer = await fetch(url, { method, headers, body });
  if (!answer.ok && answer.status !== 405) throw new Error(`${kind}: ${await answer.text()}`);
}

function isAbout({ body }: Issue, bucket: number): boolean {
  return body?.includes(pathOf(bucket)) === true;
}

/** Nothing when the code is there; `mended` adds what we would propose. */
async function writeCode(world: World, bucket: number, mended: boolean): Promise<void> {
  const { simulator } = world;
  const repository = repositoryOf(world, bucket);
  const code = await simulator.file(repository, 'main', pathOf(bucket));
  if (mended === (code === null) || code?.includes('public_access_block')) return;
  await push(
    world,
    repository,
    pathOf(bucket),
    mended ? mendedCode(bucket) : bucketCode(nameOf(bucket)),
  );
}

/** Back to code without the fix, where there is one. */
async function breakCode(world: World, bucket: number): Promise<void> {
  const { simulator } = world;
  const repository = repositoryOf(world, bucket);
  const code = await simulator.file(repository, 'main', pathOf(bucket));
  if (code?.includes('public_access_block'))
    await push(world, repository, pathOf(bucket), bucketCode(nameOf(bucket)));
}

function mendedCode(bucket: number): string {
  const name = nameOf(bucket).replaceAll('-', '_');
  const flags = [
    'block_public_acls',
    'block_public_policy',
    'ignore_public_acls',
    'restrict_public_buckets',
  ];
  return `${bucketCode(nameOf(bucket))}
resource "aws_s3_bucket_public_access_block" "${name}" {
  bucket = aws_s3_bucket.${name}.id

${flags.map((flag) => `  ${flag} = true`).join('\n')}
}
`;
}

async function push(
  { simulator }: World,
  repository: Repository,
  path: string,
  text: string,
): Promise<void> {
  if ((await simulator.file(repository, 'main', path)) === text) return;
  await simulator.push(repository, 'main', { [path]: text }, 'alice');
}

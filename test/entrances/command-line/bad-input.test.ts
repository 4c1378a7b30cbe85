import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, readdirSync, readFileSync, symlinkSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCommandLine } from '../../../src/entrances/command-line/program.ts';
import { caller } from '../../support/caller.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

const bucket = 'resource "aws_s3_bucket" "assets" {\n  bucket = "acme-assets"\n}\n';

function plain(id: string, control: string, resource: object) {
  return { id, control, resource };
}

const assets = plain('f1', 'S3.8', {
  id: 'arn:aws:s3:::acme-assets',
  account: '111122223333',
  region: 'eu-west-1',
});

async function run(directory: string, ...args: string[]) {
  const user = caller({ directory });
  const status = await runCommandLine(user, args);
  return { status, printed: user.printed(), complained: user.complained() };
}

async function fixJson(directory: string, ...args: string[]) {
  const { printed, ...rest } = await run(
    directory,
    'fix',
    '--repo',
    'repo',
    '--findings',
    'findings.json',
    '--json',
    ...args,
  );
  return { ...rest, report: printed === '' ? null : JSON.parse(printed) };
}

const outcomes = (report: { findings: { id: string; outcome: string; reason: string }[] }) =>
  report.findings.map(({ id, outcome, reason }) => [id, outcome, reason]);

describe('bad usage and unreadable input', () => {
  it.each([
    [
      'no findings file',
      ['fix', '--repo', '.', '--findings', 'none.json'],
      /cannot read none\.json/,
    ],
    [
      'no checkout',
      ['fix', '--repo', 'none', '--findings', 'ok.json'],
      /there is no directory .*none/,
    ],
    [
      'a file for a checkout',
      ['fix', '--repo', 'ok.json', '--findings', 'ok.json'],
      /ok\.json is not a directory/,
    ],
    [
      'findings that are no JSON',
      ['fix', '--repo', '.', '--findings', 'broken.json'],
      /broken\.json: .*line 1/i,
    ],
    [
      'findings that are not UTF-8',
      ['fix', '--repo', '.', '--findings', 'latin1.json'],
      /latin1\.json is not UTF-8/,
    ],
    [
      'a state that is none',
      ['fix', '--repo', '.', '--findings', 'ok.json', '--state', 'ok.json'],
      /ok\.json is neither a Terraform state/,
    ],
    [
      'a configuration with a typing error',
      ['fix', '--repo', '.', '--findings', 'ok.json', '--config', 'typo.yml'],
      /typo\.yml:2:1: .*mode/,
    ],
    [
      'templates that are not there',
      ['fix', '--repo', '.', '--findings', 'ok.json', '--templates', 'none'],
      /no directory none/,
    ],
    ['an unknown option', ['scan', '--repo', '.', '--rpo', '.'], /--rpo/],
    ['an unknown command', ['fxi'], /unknown command/],
  ])('%s ends with status 2 and one line that says what and where', async (_, args, message) => {
    const directory = temporaryDirectory({
      'ok.json': JSON.stringify([assets]),
      'broken.json': '{"Findings": [}',
      'latin1.json': Uint8Array.from([0x7b, 0xe9, 0x7d]),
      'typo.yml': 'version: 1\nmod: observe\n',
    });
    const { status, printed, complained } = await run(directory, ...args);
    expect(status).toBe(2);
    expect(printed).toBe('');
    expect(complained).toMatch(message);
    expect(complained.trimEnd().split('\n').length).toBeLessThanOrEqual(2);
    expect(complained).not.toContain('    at ');
  });
});

describe('bad things among good ones', () => {
  it('a finding without a resource is invalid, with its place, and the others are fixed', async () => {
    const directory = temporaryDirectory({
      'findings.json': JSON.stringify([{ ...assets, id: 'f0', resource: {} }, assets]),
      'repo/main.tf': bucket,
    });
    const { status, report } = await fixJson(directory);
    expect(status).toBe(0);
    expect(outcomes(report)).toEqual([
      ['f1', 'fixed', null],
      ['f0', 'invalid', expect.stringContaining('resource')],
    ]);
  });

  it('a control that no template answers is no-template', async () => {
    const directory = temporaryDirectory({
      'findings.json': JSON.stringify([
        plain('f1', 'Nothing.99', { id: 'arn:aws:s3:::acme-assets' }),
      ]),
      'repo/main.tf': bucket,
    });
    const { report } = await fixJson(directory);
    expect(outcomes(report)).toEqual([
      ['f1', 'no-template', expect.stringContaining('Nothing.99')],
    ]);
  });

  it('an unparsable file does not stop the fix in its neighbour directory', async () => {
    const directory = temporaryDirectory({
      'findings.json': JSON.stringify([assets]),
      'repo/good/main.tf': bucket,
      'repo/bad/main.tf': 'resource "aws_s3_bucket" "x" {\n  bucket = \n',
    });
    const { report } = await fixJson(directory);
    expect(outcomes(report)).toEqual([['f1', 'fixed', null]]);
    const { printed, complained } = await run(directory, 'scan', '--repo', 'repo', '--json');
    expect(complained).toMatch(/bad\/main\.tf:2:\d+: /);
    expect(JSON.parse(printed)).toContainEqual(
      expect.objectContaining({ file: 'good/main.tf', verdict: 'vulnerable' }),
    );
  });

  it('files that are not UTF-8, too large or links out of the checkout are left alone', async () => {
    const directory = temporaryDirectory({
      'findings.json': JSON.stringify([assets]),
      'outside.tf': bucket,
      'repo/good/main.tf': bucket,
      'repo/latin1/main.tf': Uint8Array.from([...Buffer.from(bucket), 0x23, 0xe9, 0x0a]),
      'repo/large/main.tf': bucket,
      'repo/link/README': '',
    });
    symlinkSync(join(directory, 'outside.tf'), join(directory, 'repo/link/main.tf'));
    truncateSync(join(directory, 'repo/large/main.tf'), 50 * 1024 * 1024);
    const { report } = await fixJson(directory);
    expect(report.findings[0].location.file).toBe('good/main.tf');
    expect(report.findings[0].outcome).toBe('fixed');
  });
});

describe('writing', () => {
  const git = (directory: string, ...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.invalid', ...args], {
      cwd: directory,
      encoding: 'utf8',
    });

  function checkout(): string {
    const directory = temporaryDirectory({
      'findings.json': JSON.stringify([assets]),
      'repo/main.tf': bucket,
    });
    const repo = join(directory, 'repo');
    git(repo, 'init', '--quiet');
    git(repo, 'add', '.');
    git(repo, 'commit', '--quiet', '-m', 'first');
    return directory;
  }

  it('follows a link within the checkout: the patch and the check for changes are about its target', async () => {
    const directory = temporaryDirectory({
      'findings.json': JSON.stringify([assets]),
      'repo/shared/bucket.txt': bucket,
    });
    const repo = join(directory, 'repo');
    symlinkSync('shared/bucket.txt', join(repo, 'main.tf'));
    git(repo, 'init', '--quiet');
    git(repo, 'add', '.');
    git(repo, 'commit', '--quiet', '-m', 'first');
    await fixJson(directory, '--patch', 'fix.patch');
    git(repo, 'apply', '../fix.patch');
    expect(git(repo, 'status', '--porcelain')).toBe(' M shared/bucket.txt\n');
    git(repo, 'checkout', '--quiet', '.');
    appendFileSync(join(repo, 'shared/bucket.txt'), '# mine\n');
    expect((await fixJson(directory, '--write')).complained).toContain('shared/bucket.txt');
  });

  it('edits the working tree, and a second run finds nothing left to fix', async () => {
    const directory = checkout();
    expect((await fixJson(directory, '--write')).report.changes).toHaveLength(1);
    expect(git(join(directory, 'repo'), 'status', '--porcelain')).toBe(' M main.tf\n');
    expect(outcomes((await fixJson(directory, '--write')).report)).toEqual([
      ['f1', 'already-fixed', expect.any(String)],
    ]);
  });

  it('leaves a file with uncommitted changes alone, unless forced', async () => {
    const directory = checkout();
    const file = join(directory, 'repo/main.tf');
    appendFileSync(file, '# mine\n');
    const refused = await run(
      directory,
      'fix',
      '--repo',
      'repo',
      '--findings',
      'findings.json',
      '--write',
    );
    expect(refused.status).toBe(2);
    expect(refused.complained).toContain('main.tf has changes that are not committed');
    expect(readFileSync(file, 'utf8')).toBe(`${bucket}# mine\n`);
    await run(
      directory,
      'fix',
      '--repo',
      'repo',
      '--findings',
      'findings.json',
      '--write',
      '--force',
    );
    expect(readFileSync(file, 'utf8')).toContain('aws_s3_bucket_public_access_block');
    expect(readdirSync(join(directory, 'repo')).sort()).toEqual(['.git', 'main.tf']);
  });

  it('writes a patch that git applies, and the words of each pull request', async () => {
    const directory = checkout();
    await run(
      directory,
      'fix',
      '--repo',
      'repo',
      '--findings',
      'findings.json',
      '--patch',
      'fix.patch',
      '--pr-body',
      'bodies',
    );
    git(join(directory, 'repo'), 'apply', '../fix.patch');
    expect(readFileSync(join(directory, 'repo/main.tf'), 'utf8')).toContain(
      'restrict_public_buckets = true',
    );
    expect(readFileSync(join(directory, 'bodies/c1.md'), 'utf8')).toMatch(/^# fix\(s3\): /);
  });

  it('runs no hook and no file system monitor that the repository configures', async () => {
    const directory = checkout();
    const repo = join(directory, 'repo');
    git(repo, 'config', 'core.fsmonitor', `touch ${join(directory, 'ran')}; false`);
    await run(directory, 'fix', '--repo', 'repo', '--findings', 'findings.json', '--write');
    expect(readdirSync(directory)).not.toContain('ran');
  });

  it('exits with 1 only when asked to and something is not fixed', async () => {
    const directory = checkout();
    const args = ['fix', '--repo', 'repo', '--findings', 'findings.json'];
    expect((await run(directory, ...args, '--fail-on-unfixed')).status).toBe(0);
    await run(directory, ...args, '--write');
    expect((await run(directory, ...args)).status).toBe(0);
    expect((await run(directory, ...args, '--fail-on-unfixed')).status).toBe(1);
  });
});

it('a database that does not answer is one line, without a stack', () => {
  const main = join(import.meta.dirname, '../../../src/main.ts');
  const { status, stderr } = spawnSync(process.execPath, [main, 'dead-letters', 'list'], {
    cwd: temporaryDirectory({}),
    env: { DATABASE_URL: 'postgres://sprinkler:secret@127.0.0.1:1/sprinkler' },
    encoding: 'utf8',
  });
  expect(status).toBe(2);
  expect(stderr).toMatch(/^sprinkler: DATABASE_URL: the database does not answer: [^\n]*\n$/);
  expect(stderr).not.toContain('secret');
});

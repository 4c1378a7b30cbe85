import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Everything that is asked of a bare git repository. Ids from outside are checked before they get here. */

export interface TreeEntry {
  readonly mode: string;
  readonly type: 'blob' | 'tree' | 'commit';
  readonly sha: string;
  readonly size: number | null;
  readonly path: string;
}

export interface CommitFacts {
  readonly sha: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: Person;
  readonly committer: Person;
  readonly message: string;
}

export interface Person {
  readonly name: string;
  readonly email: string;
  readonly date: string;
}

export interface TreeChange {
  readonly path: string;
  readonly mode: string;
  /** An object's id; null removes the path. */
  readonly sha: string | null;
}

interface Run {
  readonly input?: string | Buffer;
  readonly env?: Readonly<Record<string, string>>;
}

/** Git's answer to a command, or null when it fails. */
async function tryGit(directory: string, args: readonly string[], run: Run = {}) {
  return new Promise<Buffer | null>((resolve, reject) => {
    const child = spawn('git', args, {
      cwd: directory,
      stdio: ['pipe', 'pipe', 'ignore'],
      env: {
        PATH: process.env.PATH ?? '',
        GIT_CONFIG_NOSYSTEM: '1',
        HOME: directory,
        ...run.env,
      },
    });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => resolve(code === 0 ? Buffer.concat(chunks) : null));
    child.stdin.on('error', () => {}); // A command that fails may close its input early.
    child.stdin.end(run.input ?? '');
  });
}

async function git(directory: string, args: readonly string[], run: Run = {}): Promise<string> {
  const output = await tryGit(directory, args, run);
  if (output === null) throw new Error(`git ${args.join(' ')} failed in ${directory}`);
  return output.toString('utf8').trimEnd();
}

export const ZERO_ID = '0'.repeat(40);

export async function initialise(directory: string, defaultBranch: string): Promise<void> {
  await git(directory, ['init', '--quiet', '--bare', `--initial-branch=${defaultBranch}`]);
}

/** The id a branch points to, or null. */
export async function readRef(directory: string, ref: string): Promise<string | null> {
  const output = await tryGit(directory, [
    'rev-parse',
    '--verify',
    '--quiet',
    '--end-of-options',
    ref,
  ]);
  return output?.toString('utf8').trim() ?? null;
}

/** The commit that a branch name, tag or id means, or null. */
export async function resolveCommit(directory: string, name: string): Promise<string | null> {
  for (const candidate of [`refs/heads/${name}`, `refs/tags/${name}`, name]) {
    const id = await readRef(directory, `${candidate}^{commit}`);
    if (id) return id;
  }
  return null;
}

export async function listBranches(directory: string): Promise<{ name: string; sha: string }[]> {
  const output = await git(directory, [
    'for-each-ref',
    '--format=%(objectname) %(refname:short)',
    'refs/heads/',
  ]);
  return output
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => ({ sha: line.slice(0, 40), name: line.slice(41) }));
}

/** Moves a ref, only when it is where it is expected; a zero id stands for absent. False when it was elsewhere. */
export async function moveRef(directory: string, ref: string, to: string, from: string) {
  const args = to === ZERO_ID ? ['update-ref', '-d', ref, from] : ['update-ref', ref, to, from];
  return (await tryGit(directory, args)) !== null;
}

/** Whether the name is one that git takes for a branch. */
export async function isValidRef(directory: string, ref: string): Promise<boolean> {
  return (await tryGit(directory, ['check-ref-format', ref])) !== null;
}

export async function objectType(directory: string, id: string): Promise<string | null> {
  const output = await tryGit(directory, ['cat-file', '-t', id]);
  return output?.toString('utf8').trim() ?? null;
}

export async function readBlob(directory: string, id: string): Promise<Buffer | null> {
  return tryGit(directory, ['cat-file', 'blob', id]);
}

export async function writeBlob(directory: string, content: string | Buffer): Promise<string> {
  return git(directory, ['hash-object', '-w', '--stdin'], { input: content });
}

/** The entries of a tree; all below it when `recursive`, with the trees themselves. Null when there is no such tree. */
export async function listTree(
  directory: string,
  id: string,
  recursive: boolean,
): Promise<TreeEntry[] | null> {
  const flags = recursive ? ['-r', '-t', '-z', '-l'] : ['-z', '-l'];
  const output = await tryGit(directory, ['ls-tree', ...flags, id]);
  if (output === null) return null;
  return output
    .toString('utf8')
    .split('\0')
    .filter((line) => line !== '')
    .map((line) => {
      const [facts = '', path = ''] = line.split('\t', 2);
      const [mode = '', type = '', sha = '', size = ''] = facts.split(/\s+/);
      return {
        mode,
        type: type as TreeEntry['type'],
        sha,
        path,
        size: /^\d+$/.test(size) ? Number(size) : null,
      };
    });
}

/** A tree made from another by changes; null when git refuses one of them. */
export async function writeTree(
  directory: string,
  base: string | null,
  changes: readonly TreeChange[],
): Promise<string | null> {
  const index = join(directory, `index-${randomUUID()}`);
  const env = { GIT_INDEX_FILE: index };
  try {
    if (base && (await tryGit(directory, ['read-tree', base], { env })) === null) return null;
    const lines = changes.map(({ path, mode, sha }) =>
      sha === null ? `0 ${ZERO_ID}\t${path}` : `${mode} ${sha}\t${path}`,
    );
    const input = lines.map((line) => `${line}\0`).join('');
    const added = await tryGit(directory, ['update-index', '-z', '--index-info'], { env, input });
    if (added === null) return null;
    const tree = await tryGit(directory, ['write-tree'], { env });
    return tree?.toString('utf8').trim() ?? null;
  } finally {
    await rm(index, { force: true });
  }
}

export async function writeCommit(
  directory: string,
  commit: Omit<CommitFacts, 'sha'>,
): Promise<string> {
  const parents = commit.parents.flatMap((parent) => ['-p', parent]);
  return git(directory, ['commit-tree', commit.tree, ...parents], {
    input: commit.message,
    env: {
      GIT_AUTHOR_NAME: commit.author.name,
      GIT_AUTHOR_EMAIL: commit.author.email,
      GIT_AUTHOR_DATE: commit.author.date,
      GIT_COMMITTER_NAME: commit.committer.name,
      GIT_COMMITTER_EMAIL: commit.committer.email,
      GIT_COMMITTER_DATE: commit.committer.date,
    },
  });
}

export interface NewCommit {
  readonly ref: string;
  readonly parent: string | null;
  readonly person: Person;
  readonly message: string;
  /** Text by path; null takes the file away. */
  readonly files: Readonly<Record<string, string | null>>;
}

/** Commits files on a branch in one go, and gives the commit's id. */
export async function importCommit(directory: string, commit: NewCommit): Promise<string> {
  const { name, email, date } = commit.person;
  const person = `${name} <${email}> ${Math.floor(Date.parse(date) / 1000)} +0000`;
  const data = (text: string) => `data ${Buffer.byteLength(text)}\n${text}\n`;
  const files = Object.entries(commit.files).map(([path, text]) => {
    const quoted = `"${path.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n')}"`;
    return text === null ? `D ${quoted}\n` : `M 100644 inline ${quoted}\n${data(text)}`;
  });
  const input = [
    `commit ${commit.ref}\nmark :1\n`,
    `author ${person}\ncommitter ${person}\n`,
    data(commit.message),
    commit.parent ? `from ${commit.parent}\n` : '',
    ...files,
    'get-mark :1\ndone\n',
  ].join('');
  return git(directory, ['fast-import', '--quiet', '--done'], { input });
}

const LOG_FORMAT = '--format=%H%x00%T%x00%P%x00%an%x00%ae%x00%aI%x00%cn%x00%ce%x00%cI%x00%B%x01';

export interface LogFilter {
  readonly path?: string | null;
  readonly since?: string | null;
  readonly until?: string | null;
}

/** The commits of a range, newest first. */
export async function log(
  directory: string,
  range: string,
  limit = 250,
  { path, since, until }: LogFilter = {},
): Promise<CommitFacts[]> {
  const times = [since ? `--since=${since}` : '', until ? `--until=${until}` : ''];
  const options = [`-${limit}`, LOG_FORMAT, ...times.filter((option) => option !== '')];
  const paths = path ? [`:(literal)${path}`] : [];
  const output = await tryGit(directory, ['log', ...options, range, '--', ...paths]);
  if (output === null) return [];
  return output
    .toString('utf8')
    .split('\u0001')
    .map((record) => record.replace(/^\n/, ''))
    .filter((record) => record !== '')
    .map(commitFacts);
}

function commitFacts(record: string): CommitFacts {
  const [
    sha = '',
    tree = '',
    parents = '',
    an = '',
    ae = '',
    ad = '',
    cn = '',
    ce = '',
    cd = '',
    message = '',
  ] = record.split('\0');
  return {
    sha,
    tree,
    parents: parents.split(' ').filter((parent) => parent !== ''),
    author: { name: an, email: ae, date: utc(ad) },
    committer: { name: cn, email: ce, date: utc(cd) },
    message: message.trimEnd(),
  };
}

function utc(date: string): string {
  return new Date(date).toISOString().replace('.000', '');
}

export async function readCommit(directory: string, id: string): Promise<CommitFacts | null> {
  return (await log(directory, id, 1))[0] ?? null;
}

/** The tree that a merge gives, or null on conflict. */
export async function mergeTree(directory: string, base: string, head: string) {
  const output = await tryGit(directory, ['merge-tree', '--write-tree', base, head]);
  return output?.toString('utf8').split('\n')[0] ?? null;
}

export async function isAncestor(directory: string, older: string, newer: string) {
  return (await tryGit(directory, ['merge-base', '--is-ancestor', older, newer])) !== null;
}

export async function mergeBase(directory: string, one: string, other: string) {
  const output = await tryGit(directory, ['merge-base', one, other]);
  return output?.toString('utf8').trim() ?? null;
}

export async function diff(directory: string, from: string, to: string): Promise<string> {
  return git(directory, ['diff', '--no-color', from, to, '--']);
}

/** Status letter and path of each file that differs. */
export async function changedFiles(directory: string, from: string, to: string) {
  const output = await git(directory, [
    'diff',
    '--name-status',
    '--no-renames',
    '-z',
    from,
    to,
    '--',
  ]);
  const parts = output.split('\0').filter((part) => part !== '');
  return Array.from({ length: parts.length / 2 }, (_, index) => ({
    status: parts[index * 2] ?? '',
    path: parts[index * 2 + 1] ?? '',
  }));
}

export async function archive(directory: string, id: string, prefix: string): Promise<Buffer> {
  const output = await tryGit(directory, ['archive', '--format=tar.gz', `--prefix=${prefix}/`, id]);
  if (output === null) throw new Error(`git archive failed in ${directory}`);
  return output;
}

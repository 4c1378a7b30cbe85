import {
  archive,
  listBranches,
  listTree,
  log,
  mergeBase,
  readBlob,
  resolveCommit,
} from '../git.ts';
import { type Context, notFound, ok, paged, Refusal, type Reply, type Route } from '../http.ts';
import { fullName } from '../state.ts';
import { accountView } from '../views/account.ts';
import { commitView } from '../views/commit.ts';
import { repositoryView } from '../views/repository.ts';
import { repositoryOf } from './find.ts';

const MEGABYTE = 1024 * 1024;

async function commitNamed(context: Context, name: string): Promise<string> {
  const repository = repositoryOf(context);
  const sha = await resolveCommit(repository.directory, name);
  if (sha) return sha;
  if ((await listBranches(repository.directory)).length === 0)
    throw new Refusal(409, 'Git Repository is empty.');
  throw notFound();
}

/** A file, or the list of a directory. Files above a megabyte come without their content. */
async function readContents(context: Context): Promise<Reply> {
  const repository = repositoryOf(context);
  const path = context.params.path ?? '';
  const ref = context.query.get('ref') ?? repository.defaultBranch;
  const commit = await resolveCommit(repository.directory, ref);
  if (!commit) throw new Refusal(404, `No commit found for the ref ${ref}`);
  const entries = (await listTree(repository.directory, commit, true)) ?? [];
  const url = (each: string) =>
    `${context.apiUrl}/repos/${fullName(repository)}/contents/${each}?ref=${ref}`;
  const view = (entry: (typeof entries)[number]) => ({
    type: entry.type === 'tree' ? 'dir' : 'file',
    name: entry.path.split('/').at(-1) ?? '',
    path: entry.path,
    sha: entry.sha,
    size: entry.size ?? 0,
    url: url(entry.path),
    html_url: url(entry.path),
    git_url: url(entry.path),
    download_url: entry.type === 'tree' ? null : url(entry.path),
    _links: { self: url(entry.path), git: url(entry.path), html: url(entry.path) },
  });
  const entry = entries.find((each) => each.path === path);
  if (entry?.type === 'blob') {
    const content = (await readBlob(repository.directory, entry.sha)) ?? Buffer.alloc(0);
    if (/\.raw(\+json)?\b/.test(context.accept)) return { status: 200, raw: content };
    const small = content.length <= MEGABYTE;
    return ok({
      ...view(entry),
      encoding: small ? 'base64' : 'none',
      content: small ? content.toString('base64').replace(/(.{60})/g, '$1\n') : '',
    });
  }
  if (path !== '' && !entry) throw notFound();
  const prefix = path === '' ? '' : `${path}/`;
  return ok(
    entries
      .filter(
        (each) => each.path.startsWith(prefix) && !each.path.slice(prefix.length).includes('/'),
      )
      .map(view),
  );
}

async function listCommits(context: Context): Promise<Reply> {
  const repository = repositoryOf(context);
  const sha = await commitNamed(context, context.query.get('sha') ?? repository.defaultBranch);
  const { query } = context;
  const commits = await log(repository.directory, sha, 250, {
    path: query.get('path'),
    since: query.get('since'),
    until: query.get('until'),
  });
  return paged(context, commits, (commit) =>
    commitView(context.apiUrl, repository, commit, context.state.accounts),
  );
}

/** One commit, or with the media type for it only its id. */
async function readOneCommit(context: Context): Promise<Reply> {
  const repository = repositoryOf(context);
  const sha = await commitNamed(context, context.params.ref ?? '');
  if (/\.sha\b/.test(context.accept)) return { status: 200, raw: Buffer.from(sha) };
  const [commit] = await log(repository.directory, sha, 1);
  if (!commit) throw notFound();
  return ok({
    ...commitView(context.apiUrl, repository, commit, context.state.accounts),
    stats: { additions: 0, deletions: 0, total: 0 },
    files: [],
  });
}

async function readBranch(context: Context): Promise<Reply> {
  const repository = repositoryOf(context);
  const name = context.params.branch ?? '';
  const branch = (await listBranches(repository.directory)).find((each) => each.name === name);
  if (!branch) throw new Refusal(404, 'Branch not found');
  const [commit] = await log(repository.directory, branch.sha, 1);
  if (!commit) throw notFound();
  const url = `${context.apiUrl}/repos/${fullName(repository)}/branches/${name}`;
  return ok({
    name,
    commit: commitView(context.apiUrl, repository, commit, context.state.accounts),
    _links: { html: url, self: url },
    protected: false,
    protection: { enabled: false },
    protection_url: `${url}/protection`,
  });
}

/** GitHub answers with an address at another host, which carries its own short-lived token. */
async function redirectToArchive(context: Context): Promise<Reply> {
  const sha = await commitNamed(context, context.params.ref ?? '');
  const repository = repositoryOf(context);
  const location = `${context.apiUrl}/_codeload/${repository.id}/${sha}`;
  return { status: 302, headers: { location } };
}

async function compare(context: Context): Promise<Reply> {
  const repository = repositoryOf(context);
  const { directory } = repository;
  const [base = '', head = ''] = (context.params.basehead ?? '').split('...');
  const from = await commitNamed(context, base);
  const to = await commitNamed(context, head);
  const fork = (await mergeBase(directory, from, to)) ?? from;
  const view = async (sha: string) => {
    const [commit] = await log(directory, sha, 1);
    if (!commit) throw notFound();
    return commitView(context.apiUrl, repository, commit, context.state.accounts);
  };
  const ahead = (await log(directory, `${from}..${to}`)).length;
  const behind = (await log(directory, `${to}..${from}`)).length;
  const oneWay = ahead > 0 ? 'ahead' : behind > 0 ? 'behind' : 'identical';
  const url = `${context.apiUrl}/repos/${fullName(repository)}/compare/${context.params.basehead}`;
  return ok({
    url,
    html_url: url,
    permalink_url: url,
    diff_url: url,
    patch_url: url,
    base_commit: await view(from),
    merge_base_commit: await view(fork),
    status: ahead > 0 && behind > 0 ? 'diverged' : oneWay,
    ahead_by: ahead,
    behind_by: behind,
    total_commits: ahead,
    commits: [],
    files: [],
  });
}

async function readPermission(context: Context): Promise<Reply> {
  const repository = repositoryOf(context);
  const account = context.state.accounts.get((context.params.username ?? '').toLowerCase());
  if (!account) throw notFound();
  const permission =
    repository.collaborators.get(account.login) ?? (repository.private ? 'none' : 'read');
  return ok({
    permission,
    role_name: permission,
    user: accountView(context.apiUrl, account),
  });
}

/** Not GitHub's API: where archives are fetched from. */
export async function readArchive(state: Context['state'], path: string): Promise<Buffer | null> {
  const [, id, sha] = /^\/_codeload\/(\d+)\/([0-9a-f]{40})$/.exec(path) ?? [];
  const repository = state.repositories.get(Number(id));
  if (!repository || !sha) return null;
  const prefix = `${repository.owner.login}-${repository.name}-${sha.slice(0, 7)}`;
  return archive(repository.directory, sha, prefix);
}

export const repositoryRoutes: readonly Route[] = [
  {
    template: 'GET /repos/{owner}/{repo}',
    needs: ['metadata:read'],
    handle: (context) => ok(repositoryView(context.apiUrl, repositoryOf(context))),
  },
  {
    template: 'GET /repos/{owner}/{repo}/contents/{path}',
    needs: ['contents:read'],
    handle: readContents,
  },
  { template: 'GET /repos/{owner}/{repo}/commits', needs: ['contents:read'], handle: listCommits },
  {
    template: 'GET /repos/{owner}/{repo}/commits/{ref}',
    needs: ['contents:read'],
    handle: readOneCommit,
  },
  {
    template: 'GET /repos/{owner}/{repo}/branches/{branch}',
    needs: ['contents:read'],
    handle: readBranch,
  },
  {
    template: 'GET /repos/{owner}/{repo}/compare/{basehead}',
    needs: ['contents:read'],
    handle: compare,
  },
  {
    template: 'GET /repos/{owner}/{repo}/tarball/{ref}',
    needs: ['contents:read'],
    handle: redirectToArchive,
  },
  {
    template: 'GET /repos/{owner}/{repo}/collaborators/{username}/permission',
    needs: ['metadata:read'],
    handle: readPermission,
  },
];

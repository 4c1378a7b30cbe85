import { accountOf } from '../auth.ts';
import { pullChanged, pushed } from '../events.ts';
import {
  isAncestor,
  isValidRef,
  listTree,
  moveRef,
  objectType,
  type Person,
  readBlob,
  readCommit,
  readRef,
  type TreeChange,
  writeBlob,
  writeCommit,
  writeTree,
  ZERO_ID,
} from '../git.ts';
import {
  type Body,
  type Context,
  created,
  noContent,
  notFound,
  ok,
  Refusal,
  type Reply,
  type Route,
  text,
  texts,
} from '../http.ts';
import { fullName, type Repository } from '../state.ts';
import { gitCommitView, treeEntryView } from '../views/commit.ts';
import { objectId, repositoryOf } from './find.ts';

function refView(api: string, repository: Repository, ref: string, sha: string) {
  const url = `${api}/repos/${fullName(repository)}/git`;
  return {
    ref,
    node_id: `REF_${sha}`,
    url: `${url}/${ref}`,
    object: { type: 'commit', sha, url: `${url}/commits/${sha}` },
  };
}

async function readTreeRoute(context: Context): Promise<Reply> {
  const repository = repositoryOf(context);
  const name = context.params.tree_sha ?? '';
  const sha = await readRef(repository.directory, `${name}^{tree}`);
  if (!sha) throw notFound();
  return ok(await treeView(context, sha, context.query.has('recursive')));
}

async function treeView(context: Context, sha: string, recursive: boolean) {
  const repository = repositoryOf(context);
  const entries = (await listTree(repository.directory, sha, recursive)) ?? [];
  const limit = recursive ? context.state.treeLimit : entries.length;
  return {
    sha,
    url: `${context.apiUrl}/repos/${fullName(repository)}/git/trees/${sha}`,
    tree: entries.slice(0, limit).map((entry) => treeEntryView(context.apiUrl, repository, entry)),
    truncated: entries.length > limit,
  };
}

async function createTree(context: Context): Promise<Reply> {
  const repository = repositoryOf(context);
  const { body } = context;
  const base = text(body, 'base_tree');
  if (base && !(await readRef(repository.directory, `${objectId(base, 'base_tree')}^{tree}`)))
    throw new Refusal(422, 'base_tree is not a valid tree oid');
  const entries = Array.isArray(body.tree) ? (body.tree as Body[]) : [];
  if (entries.length === 0) throw new Refusal(422, 'Invalid tree info');
  const changes: TreeChange[] = [];
  for (const entry of entries) changes.push(await treeChange(repository, entry));
  const sha = await writeTree(repository.directory, base, changes);
  if (!sha) throw new Refusal(422, 'tree.path contains a malformed path component');
  return created(await treeView(context, sha, false));
}

async function treeChange(repository: Repository, entry: Body): Promise<TreeChange> {
  const path = text(entry, 'path') ?? '';
  const mode = text(entry, 'mode') ?? '';
  const content = text(entry, 'content');
  if (!/^(100644|100755|040000|160000|120000)$/.test(mode))
    throw new Refusal(422, 'Must supply a valid tree.mode');
  if (path === '' || path.split('/').some((part) => ['', '.', '..', '.git'].includes(part)))
    throw new Refusal(422, 'tree.path contains a malformed path component');
  if ((content === null) === (entry.sha === undefined))
    throw new Refusal(422, 'Must supply either tree.sha or tree.content');
  if (content !== null) return { path, mode, sha: await writeBlob(repository.directory, content) };
  if (entry.sha === null) return { path, mode, sha: null };
  const sha = objectId(entry.sha, 'tree.sha');
  if (!(await objectType(repository.directory, sha)))
    throw new Refusal(422, `tree.sha ${sha} is not a valid blob`);
  return { path, mode, sha };
}

async function createCommit(context: Context): Promise<Reply> {
  const repository = repositoryOf(context);
  const { state, actor, body } = context;
  const tree = objectId(body.tree, 'tree');
  if ((await objectType(repository.directory, tree)) !== 'tree')
    throw new Refusal(422, 'Tree SHA does not exist');
  for (const parent of texts(body, 'parents'))
    if ((await objectType(repository.directory, objectId(parent, 'parent'))) !== 'commit')
      throw new Refusal(422, 'Parent SHA does not exist or is not a commit object');
  const { login, id } = accountOf(state, actor);
  const date = state.now().toISOString();
  const self: Person = {
    name: login,
    email: `${id}+${login}@users.noreply.github.com`,
    date,
  };
  // Only what an app commits as itself, naming nobody, is signed by GitHub.
  const given = body.author as Partial<Person> | undefined;
  const github = { name: 'GitHub', email: 'noreply@github.com', date };
  const author =
    given?.name && given.email
      ? { name: given.name, email: given.email, date: given.date ?? date }
      : self;
  const sha = await writeCommit(repository.directory, {
    tree,
    parents: texts(body, 'parents'),
    message: text(body, 'message') ?? '',
    author,
    committer: given ? author : actor.kind === 'installation' ? github : self,
  });
  const commit = await readCommit(repository.directory, sha);
  if (!commit) throw notFound();
  return created(gitCommitView(context.apiUrl, repository, commit));
}

async function createRef(context: Context): Promise<Reply> {
  const repository = repositoryOf(context);
  const ref = text(context.body, 'ref') ?? '';
  const sha = objectId(context.body.sha, 'sha');
  if (!/^refs\/[^/]+\/./.test(ref) || !(await isValidRef(repository.directory, ref)))
    throw new Refusal(422, `${ref} is not a valid ref name.`);
  if ((await objectType(repository.directory, sha)) !== 'commit')
    throw new Refusal(422, 'Object does not exist');
  if (!(await moveRef(repository.directory, ref, sha, ZERO_ID)))
    throw new Refusal(422, 'Reference already exists');
  await pushed(
    context,
    repository,
    { ref, before: ZERO_ID, after: sha },
    accountOf(context.state, context.actor),
  );
  return created(refView(context.apiUrl, repository, ref, sha));
}

/** Moves a branch and tells about it, also the pull requests that come from it. False when it was not at `from`. */
export async function moveBranch(
  context: Pick<Context, 'state' | 'actor' | 'webhooks' | 'apiUrl'>,
  repository: Repository,
  ref: string,
  to: string,
  from: string,
): Promise<boolean> {
  const sender = accountOf(context.state, context.actor);
  const branch = ref.replace('refs/heads/', '');
  const ofBranch = [...repository.issues.values()].filter(
    ({ state, pull }) => state === 'open' && pull?.head === branch,
  );
  if (!(await moveRef(repository.directory, ref, to, from))) return false;
  await pushed(context, repository, { ref, before: from, after: to }, sender);
  for (const issue of ofBranch) {
    if (to === ZERO_ID && issue.pull) {
      Object.assign(issue, {
        state: 'closed',
        closedBy: sender,
        closedAt: context.state.now().toISOString(),
      });
      Object.assign(issue.pull, { closedHead: from });
    }
    await pullChanged(
      context,
      repository,
      issue,
      to === ZERO_ID ? 'closed' : 'synchronize',
      sender,
    );
  }
  return true;
}

async function updateRef(context: Context): Promise<Reply> {
  const repository = repositoryOf(context);
  const ref = `refs/${context.params.ref}`;
  const sha = objectId(context.body.sha, 'sha');
  const before = await readRef(repository.directory, ref);
  if (!before) throw new Refusal(422, 'Reference does not exist');
  if ((await objectType(repository.directory, sha)) !== 'commit')
    throw new Refusal(422, 'Object does not exist');
  if (context.body.force !== true && !(await isAncestor(repository.directory, before, sha)))
    throw new Refusal(422, 'Update is not a fast forward');
  await moveBranch(context, repository, ref, sha, before);
  return ok(refView(context.apiUrl, repository, ref, sha));
}

async function deleteRef(context: Context): Promise<Reply> {
  const repository = repositoryOf(context);
  const ref = `refs/${context.params.ref}`;
  const before = await readRef(repository.directory, ref);
  if (!before) throw new Refusal(422, 'Reference does not exist');
  await moveBranch(context, repository, ref, ZERO_ID, before);
  return noContent();
}

export const gitDataRoutes: readonly Route[] = [
  {
    template: 'GET /repos/{owner}/{repo}/git/trees/{tree_sha}',
    needs: ['contents:read'],
    handle: readTreeRoute,
  },
  {
    template: 'POST /repos/{owner}/{repo}/git/trees',
    needs: ['contents:write'],
    handle: createTree,
  },
  {
    template: 'GET /repos/{owner}/{repo}/git/blobs/{file_sha}',
    needs: ['contents:read'],
    handle: async (context) => {
      const repository = repositoryOf(context);
      const sha = objectId(context.params.file_sha, 'file_sha');
      const content = await readBlob(repository.directory, sha);
      if (!content) throw notFound();
      if (/\.raw(\+json)?\b/.test(context.accept)) return { status: 200, raw: content };
      return ok({
        sha,
        node_id: `B_${sha}`,
        size: content.length,
        url: `${context.apiUrl}/repos/${fullName(repository)}/git/blobs/${sha}`,
        content: content.toString('base64'),
        encoding: 'base64',
      });
    },
  },
  {
    template: 'GET /repos/{owner}/{repo}/git/commits/{commit_sha}',
    needs: ['contents:read'],
    handle: async (context) => {
      const repository = repositoryOf(context);
      const sha = objectId(context.params.commit_sha, 'commit_sha');
      const commit = await readCommit(repository.directory, sha);
      if (!commit) throw notFound();
      return ok(gitCommitView(context.apiUrl, repository, commit));
    },
  },
  {
    template: 'POST /repos/{owner}/{repo}/git/commits',
    needs: ['contents:write'],
    handle: createCommit,
  },
  {
    template: 'GET /repos/{owner}/{repo}/git/ref/{ref}',
    needs: ['contents:read'],
    handle: async (context) => {
      const repository = repositoryOf(context);
      const ref = `refs/${context.params.ref}`;
      const sha = await readRef(repository.directory, ref);
      if (!sha) throw notFound();
      return ok(refView(context.apiUrl, repository, ref, sha));
    },
  },
  {
    template: 'POST /repos/{owner}/{repo}/git/refs',
    needs: ['contents:write'],
    handle: createRef,
  },
  {
    template: 'PATCH /repos/{owner}/{repo}/git/refs/{ref}',
    needs: ['contents:write'],
    handle: updateRef,
  },
  {
    template: 'DELETE /repos/{owner}/{repo}/git/refs/{ref}',
    needs: ['contents:write'],
    handle: deleteRef,
  },
];

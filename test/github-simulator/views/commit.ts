import type { CommitFacts, TreeEntry } from '../git.ts';
import { type Account, fullName, type Repository } from '../state.ts';
import { accountView, nodeId, type View } from './account.ts';

/** A commit of the git data API. The app's own are signed by GitHub. */
export function gitCommitView(api: string, repository: Repository, commit: CommitFacts): View {
  const url = `${api}/repos/${fullName(repository)}/git`;
  return {
    sha: commit.sha,
    node_id: nodeId('C', commit.sha),
    url: `${url}/commits/${commit.sha}`,
    html_url: `${api}/${fullName(repository)}/commit/${commit.sha}`,
    author: commit.author,
    committer: commit.committer,
    message: commit.message,
    tree: { sha: commit.tree, url: `${url}/trees/${commit.tree}` },
    parents: commit.parents.map((sha) => ({
      sha,
      url: `${url}/commits/${sha}`,
      html_url: `${api}/${fullName(repository)}/commit/${sha}`,
    })),
    verification: verification(commit),
  };
}

function verification(commit: CommitFacts): View {
  const verified = commit.committer.email === 'noreply@github.com';
  return {
    verified,
    reason: verified ? 'valid' : 'unsigned',
    signature: verified ? '-----BEGIN PGP SIGNATURE-----' : null,
    payload: verified ? `tree ${commit.tree}` : null,
    verified_at: verified ? commit.committer.date : null,
  };
}

/** A commit with the accounts behind it, as lists of commits have it. */
export function commitView(
  api: string,
  repository: Repository,
  commit: CommitFacts,
  accounts: ReadonlyMap<string, Account>,
): View {
  const url = `${api}/repos/${fullName(repository)}`;
  const accountBehind = ({ name, email }: CommitFacts['author']) => {
    const login = /^(?:\d+\+)?(.+)@users\.noreply\.github\.com$/.exec(email)?.[1] ?? name;
    const account = accounts.get(login.toLowerCase());
    return account ? accountView(api, account) : null;
  };
  const { sha, html_url, parents, node_id, ...inner } = gitCommitView(api, repository, commit);
  return {
    sha,
    node_id,
    url: `${url}/commits/${commit.sha}`,
    html_url,
    comments_url: `${url}/commits/${commit.sha}/comments`,
    commit: { ...inner, comment_count: 0 },
    author: accountBehind(commit.author),
    committer: accountBehind(commit.committer),
    parents,
  };
}

export function treeEntryView(api: string, repository: Repository, entry: TreeEntry): View {
  const kind = entry.type === 'tree' ? 'trees' : 'blobs';
  return {
    path: entry.path,
    mode: entry.mode,
    type: entry.type,
    sha: entry.sha,
    ...(entry.size === null ? {} : { size: entry.size }),
    ...(entry.type === 'commit'
      ? {}
      : { url: `${api}/repos/${fullName(repository)}/git/${kind}/${entry.sha}` }),
  };
}

import { accountOf } from '../auth.ts';
import { pullChanged } from '../events.ts';
import { mergeTree, writeCommit } from '../git.ts';
import { type Context, ok, Refusal, type Reply, type Route } from '../http.ts';
import { pullFacts, pullOf } from '../pull-facts.ts';
import { issueOf, repositoryOf } from './find.ts';
import { moveBranch } from './git-data.ts';

async function mergePull(context: Context): Promise<Reply> {
  const repository = repositoryOf(context);
  const issue = issueOf(context);
  const pull = pullOf(issue);
  const { state, actor, body } = context;
  const { directory } = repository;
  const facts = await pullFacts(repository, issue);
  if (pull.merged || issue.state !== 'open' || pull.draft || !facts.mergeable)
    throw new Refusal(
      405,
      pull.draft ? 'Pull Request is still a draft' : 'Pull Request is not mergeable',
    );
  if (body.sha && body.sha !== facts.headSha)
    throw new Refusal(409, 'Head branch was modified. Review and try the merge again.');
  const tree = await mergeTree(directory, facts.baseSha, facts.headSha);
  if (!tree) throw new Refusal(405, 'Pull Request is not mergeable');
  const user = accountOf(state, actor);
  const date = state.now().toISOString();
  const person = {
    name: user.login,
    email: `${user.id}+${user.login}@users.noreply.github.com`,
    date,
  };
  const squash = body.merge_method === 'squash';
  const sha = await writeCommit(directory, {
    tree,
    parents: squash ? [facts.baseSha] : [facts.baseSha, facts.headSha],
    message: squash ? `${issue.title} (#${issue.number})` : `Merge pull request #${issue.number}`,
    author: person,
    committer: { name: 'GitHub', email: 'noreply@github.com', date },
  });
  if (!(await moveBranch(context, repository, `refs/heads/${pull.base}`, sha, facts.baseSha)))
    throw new Refusal(409, 'Base branch was modified. Review and try the merge again.');
  Object.assign(issue, { state: 'closed', closedBy: user, closedAt: date });
  Object.assign(pull, {
    merged: true,
    mergedAt: date,
    mergedBy: user,
    mergeCommit: sha,
    closedHead: facts.headSha,
    closedBase: facts.baseSha,
  });
  await pullChanged(context, repository, issue, 'closed', user);
  return ok({ sha, merged: true, message: 'Pull Request successfully merged' });
}

export const mergeRoutes: readonly Route[] = [
  {
    template: 'PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge',
    needs: ['contents:write'],
    handle: mergePull,
  },
];

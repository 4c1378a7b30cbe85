import { type Context, notFound, Refusal } from '../http.ts';
import { findRepository, type Issue, type Repository } from '../state.ts';

/** The repository that the path names. */
export function repositoryOf({ state, params }: Context): Repository {
  const repository = findRepository(state, params.owner ?? '', params.repo ?? '');
  if (!repository) throw notFound();
  return repository;
}

/** The issue, or pull request, that the path names. */
export function issueOf(context: Context): Issue {
  const number = Number(context.params.issue_number ?? context.params.pull_number);
  const issue = repositoryOf(context).issues.get(number);
  if (!issue || (context.params.pull_number && !issue.pull)) throw notFound();
  return issue;
}

const OBJECT_ID = /^[0-9a-f]{40}$/;

/** An object's id as git writes it. */
export function objectId(value: unknown, name: string): string {
  if (typeof value !== 'string' || !OBJECT_ID.test(value))
    throw new Refusal(
      422,
      `The ${name} parameter must be exactly 40 characters and contain only [0-9a-f].`,
    );
  return value;
}

import { objectType, readRef, ZERO_ID } from './git.ts';
import type { Context, Reply } from './http.ts';
import { Refusal } from './http.ts';
import { moveBranch } from './routes/git-data.ts';
import type { Repository } from './state.ts';

interface RefUpdate {
  readonly name: string;
  readonly beforeOid?: string;
  readonly afterOid: string;
  readonly force?: boolean;
}

const OBJECT_ID = /^[0-9a-f]{40}$/;

/** The one mutation that the app uses: `updateRefs`, all or nothing, with the expected id of each ref. */
export async function graphql(context: Context): Promise<Reply> {
  const { actor, body } = context;
  if (actor.kind !== 'installation') throw new Refusal(401, 'Bad credentials');
  const query = String(body.query ?? '');
  if (!/^\s*mutation\b[^{]*\{\s*updateRefs\s*\(\s*input:\s*\$input\s*\)/.test(query))
    return failure('undefinedField', 'The simulator only knows the mutation updateRefs');
  const { input } = (body.variables ?? {}) as {
    input?: { repositoryId?: string; refUpdates?: readonly RefUpdate[] };
  };
  const repository = [...context.state.repositories.values()].find(
    ({ id }) => `R_${id}` === input?.repositoryId && actor.token.repositories.has(id),
  );
  if (!repository)
    return failure(
      'NOT_FOUND',
      `Could not resolve to a node with the global id of '${input?.repositoryId}'`,
    );
  if (actor.token.permissions.contents !== 'write')
    return failure('FORBIDDEN', 'Resource not accessible by integration');
  return updateRefs(context, repository, input?.refUpdates ?? []);
}

async function updateRefs(
  context: Context,
  repository: Repository,
  updates: readonly RefUpdate[],
): Promise<Reply> {
  const before = new Map<string, string>();
  for (const update of updates) {
    const now = (await readRef(repository.directory, update.name)) ?? ZERO_ID;
    const { beforeOid, afterOid } = update;
    if (!beforeOid || !OBJECT_ID.test(beforeOid) || !OBJECT_ID.test(afterOid))
      return failure('INVALID', 'The simulator takes updates with beforeOid and afterOid only');
    if (now !== beforeOid)
      return failure(
        'STALE_DATA',
        `Expected ${update.name} to point to ${beforeOid}, but it points to ${now}`,
      );
    if (afterOid !== ZERO_ID && (await objectType(repository.directory, afterOid)) !== 'commit')
      return failure('UNPROCESSABLE', `${afterOid} does not exist`);
    before.set(update.name, now);
  }
  for (const { name, afterOid } of updates)
    if (!(await moveBranch(context, repository, name, afterOid, before.get(name) ?? ZERO_ID)))
      return failure('STALE_DATA', `${name} was moved at the same time`);
  return { status: 200, body: { data: { updateRefs: { clientMutationId: null } } } };
}

/** GraphQL refuses with status 200. */
function failure(type: string, message: string): Reply {
  return {
    status: 200,
    body: { data: { updateRefs: null }, errors: [{ type, path: ['updateRefs'], message }] },
  };
}

import {
  type Body,
  type Context,
  created,
  notFound,
  ok,
  type Reply,
  type Route,
  text,
} from '../http.ts';
import type { CheckRun } from '../state.ts';
import { checkRunView } from '../views/app.ts';
import { objectId, repositoryOf } from './find.ts';

function createCheck(context: Context): Reply {
  const repository = repositoryOf(context);
  const { state, body } = context;
  const run: CheckRun = {
    id: state.nextId(),
    name: text(body, 'name') ?? '',
    headSha: objectId(body.head_sha, 'head_sha'),
    status: 'queued',
    conclusion: null,
    detailsUrl: null,
    output: { title: null, summary: null, text: null, annotations: [] },
    startedAt: state.now().toISOString(),
    completedAt: null,
  };
  change(context, run);
  repository.checks.set(run.id, run);
  return created(checkRunView(context.apiUrl, state.app, repository, run));
}

function change({ state, body }: Context, run: CheckRun): void {
  run.conclusion = text(body, 'conclusion') ?? run.conclusion;
  run.status = run.conclusion ? 'completed' : (text(body, 'status') ?? run.status);
  run.detailsUrl = text(body, 'details_url') ?? run.detailsUrl;
  if (run.conclusion) run.completedAt = state.now().toISOString();
  const output = body.output as Body | undefined;
  if (output)
    run.output = {
      title: text(output, 'title'),
      summary: text(output, 'summary'),
      text: text(output, 'text'),
      annotations: (output.annotations as Body[] | undefined) ?? run.output.annotations,
    };
}

function updateCheck(context: Context): Reply {
  const repository = repositoryOf(context);
  const run = repository.checks.get(Number(context.params.check_run_id));
  if (!run) throw notFound();
  change(context, run);
  return ok(checkRunView(context.apiUrl, context.state.app, repository, run));
}

function listChecks(context: Context): Reply {
  const repository = repositoryOf(context);
  const name = context.query.get('check_name');
  const runs = [...repository.checks.values()].filter(
    (run) => run.headSha === context.params.ref && (name === null || run.name === name),
  );
  return ok({
    total_count: runs.length,
    check_runs: runs.map((run) => checkRunView(context.apiUrl, context.state.app, repository, run)),
  });
}

export const checkRoutes: readonly Route[] = [
  {
    template: 'POST /repos/{owner}/{repo}/check-runs',
    needs: ['checks:write'],
    handle: createCheck,
  },
  {
    template: 'PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}',
    needs: ['checks:write'],
    handle: updateCheck,
  },
  {
    template: 'GET /repos/{owner}/{repo}/commits/{ref}/check-runs',
    needs: ['checks:read'],
    handle: listChecks,
  },
];

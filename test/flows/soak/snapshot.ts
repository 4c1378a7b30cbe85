import type { Issue } from '../../github-simulator/state.ts';
import { ask, type World } from './world.ts';

/** What the world has come to, apart from numbers that depend on the order in which things were done. */
export interface Snapshot {
  readonly store: Readonly<Record<string, readonly Record<string, unknown>[]>>;
  readonly issues: readonly object[];
  readonly notified: readonly string[];
  /** Whether the index is of the end of the default branch. */
  readonly isIndexed: boolean;
}

const TABLES: Readonly<Record<string, string>> = {
  findings: 'select id, source, status, active, severity, digest, pending from findings',
  outcomes: `select f.id, o.repository, o.outcome, o.report->'location'->>'address' as address,
    o.report->>'template' as template from outcomes o join findings f using (owner, key)`,
  evaluations: `select f.id, e.status, e.closure, e.evaluated_at from evaluations e join findings f using (owner, key)`,
  changes: `select id, branch, state, data->>'finding' as finding from changes`,
  remediations: 'select repository, fingerprint, state from remediations',
  followUps: 'select repository, fingerprint, changed from follow_ups',
  journeys: `select f.id, j.repository, j.fingerprint, j.state, j.again, j.proposed_at is null as unproposed,
    j.merged_at is null as unmerged, j.verified_at is null as unverified
    from journeys j join findings f on f.owner = j.owner and f.key = j.finding`,
  deadLetters: `select source_name, data from pgboss.job where name = 'dead-letters'`,
};

export async function snapshot(world: World): Promise<Snapshot> {
  const store: Record<string, readonly Record<string, unknown>[]> = {};
  for (const [name, query] of Object.entries(TABLES)) store[name] = sorted(await ask(world, query));
  const { simulator, repositories } = world;
  const indexed = await ask(world, 'select name, indexed_commit as commit from repositories');
  const heads = new Map<unknown, string | null>();
  for (const each of repositories) heads.set(each.name, await simulator.branch(each, 'main'));
  return {
    store,
    isIndexed: indexed.every(({ name, commit }) => commit === heads.get(name)),
    issues: sorted(
      repositories.flatMap(({ name, issues }) =>
        [...issues.values()].map((issue) => ({ repository: name, ...issueView(issue) })),
      ),
    ),
    notified: [...world.hub.findings.values()]
      .map(
        ({ Id, Workflow, Note }) => `${Id} ${Workflow.Status} ${Note === undefined ? '' : 'noted'}`,
      )
      .sort(),
  };
}

function issueView({ title, state, body, labels, comments, closedBy, pull }: Issue) {
  return {
    title,
    state,
    body: body === null ? null : withoutNumbers(body),
    labels: [...labels].sort(),
    comments: comments.map((comment) => withoutNumbers(comment.body)).sort(),
    closedBy: closedBy?.login ?? null,
    head: pull?.head ?? null,
    merged: pull?.merged ?? null,
  };
}

function withoutNumbers(text: string): string {
  return text.replace(/#\d+|\/pull\/\d+|\b[0-9a-f]{40}\b/g, '#');
}

function sorted<T>(rows: readonly T[]): T[] {
  return [...rows].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

import { type CompiledQuery, Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { createLog } from '../../../src/foundation/log.ts';
import { openConnection, type StoreLocation } from '../../../src/store/connection.ts';
import { migrate } from '../../../src/store/migrate.ts';
import { openQueue } from '../../../src/store/queue/open-queue.ts';
import type { Tables } from '../../../src/store/tables.ts';
import { fillStore } from './fill.ts';
import { HOT_QUERIES, type HotQuery, WISH } from './hot-queries.ts';

/** How PostgreSQL answers one statement of a hot query. */
export interface StatementPlan {
  readonly query: string;
  /** The statement's first words. */
  readonly statement: string;
  /** The indexes that it uses. */
  readonly indexes: readonly string[];
  readonly milliseconds: number;
  /** What reads more than it has to, one sentence each. */
  readonly complaints: readonly string[];
}

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Actual Rows'?: number;
  readonly 'Actual Loops'?: number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly PlanNode[];
}

interface Explained {
  readonly 'QUERY PLAN': readonly { readonly Plan: PlanNode; readonly 'Execution Time': number }[];
}

/** Tables that hold few rows at any size. */
const SMALL = new Set(['owners', 'repositories', 'cursors', 'queue', 'schedule', 'version']);
const STATEMENT = /^\s*(?:select|insert|update|delete|with)/i;
/** So many rows more than were wanted may be looked at. */
const FEW = 500;
/** So many rows of a table may be read as a whole: for a hundred keys of a small one that is quicker. */
const MANY = 15_000;

/** Fills an empty database and asks PostgreSQL how it answers each hot query. Nothing that they write stays. */
export async function explainHotQueries(
  location: StoreLocation,
  findings: number,
): Promise<readonly StatementPlan[]> {
  const log = createLog('silent');
  const connection = await openConnection(location, log);
  const asked: CompiledQuery[] = [];
  // Filling a large store takes longer than the service ever lets a statement take.
  const pool = new pg.Pool({ connectionString: location.databaseUrl ?? '', max: 2 });
  // The server is stopped while connections still say goodbye.
  pool.on('error', () => undefined);
  const db = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool }),
    log: ({ query }) => void asked.push(query),
  });
  const jobs = [WISH];
  await migrate(db);
  const queue = await openQueue({ connection: { ...connection, db }, jobs, log, supervise: false });
  await fillStore(db, findings);
  const plans: StatementPlan[] = [];
  for (const query of HOT_QUERIES) {
    asked.length = 0;
    await rolledBack(db, (transaction) => query.run(transaction, queue));
    const statements = asked.filter(({ sql: text }) => STATEMENT.test(text));
    await rolledBack(db, async (transaction) => {
      for (const statement of statements)
        plans.push(await explained(transaction, query, statement));
    });
  }
  await queue.close(0);
  await connection.close();
  await pool.end();
  return plans;
}

async function rolledBack(
  db: Kysely<Tables>,
  run: (transaction: Kysely<Tables>) => Promise<unknown>,
): Promise<void> {
  const transaction = await db.startTransaction().execute();
  try {
    await run(transaction);
  } finally {
    await transaction.rollback().execute();
  }
}

async function explained(
  db: Kysely<Tables>,
  { name, readsAll }: HotQuery,
  { sql: text, parameters }: CompiledQuery,
): Promise<StatementPlan> {
  const { rows } = await db.executeQuery<Explained>({
    ...sql`select`.compile(db),
    sql: `explain (analyze, buffers, format json) ${text}`,
    parameters,
  });
  const plans = rows.flatMap((row) => row['QUERY PLAN']);
  const nodes = plans.flatMap(({ Plan: root }) => allNodes(root));
  return {
    query: name,
    statement: text.trim().replace(/\s+/g, ' ').slice(0, 60),
    indexes: [...new Set(nodes.flatMap((node) => node['Index Name'] ?? []))],
    milliseconds: plans[0]?.['Execution Time'] ?? 0,
    complaints: readsAll ? [] : nodes.flatMap(complaint),
  };
}

function allNodes(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(allNodes)];
}

function complaint(node: PlanNode): string[] {
  const table = node['Relation Name'];
  if (table === undefined || SMALL.has(table)) return [];
  const loops = node['Actual Loops'] ?? 1;
  const wanted = (node['Actual Rows'] ?? 0) * loops;
  const unwanted = (node['Rows Removed by Filter'] ?? 0) * loops;
  if (unwanted > FEW + wanted)
    return [`${node['Node Type']} of ${table}: ${unwanted} rows were read for ${wanted}.`];
  if (node['Node Type'] === 'Seq Scan' && wanted > MANY)
    return [`All ${wanted} rows of ${table} were read.`];
  return [];
}

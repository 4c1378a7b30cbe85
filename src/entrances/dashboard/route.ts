import type { FastifyInstance } from 'fastify';
import type { JobQueue } from '../../store/queue/job-queue.ts';
import type { Database } from '../../store/tables.ts';
import { refusalForOperator } from '../server/operator-only.ts';
import { dashboardPage } from './page.ts';
import { readOverview } from './read.ts';

export interface DashboardEntrance {
  readonly db: Database;
  readonly queue: JobQueue;
  readonly adminToken: string | null;
}

/** `GET /`: how things stand, for the operator only. */
export function registerDashboard(
  server: FastifyInstance,
  { db, queue, adminToken }: DashboardEntrance,
): void {
  server.get('/', async (request, reply) => {
    const refusal = refusalForOperator(request, adminToken);
    if (refusal !== null) return reply.code(refusal.status).send({ error: refusal.error });
    return reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'")
      .header('cache-control', 'no-store')
      .send(dashboardPage(await readOverview(db, queue)));
  });
}

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { OperatorConfig, OperatorOwner } from '../../config/operator/config.ts';
import type { Clock } from '../../foundation/clock.ts';
import { remediateFindings } from '../../jobs/kinds.ts';
import type { Metrics } from '../../metrics/metrics.ts';
import type { Finding, InvalidFinding } from '../../model/finding.ts';
import { storeFindings } from '../../store/findings.ts';
import type { JobQueue } from '../../store/queue/job-queue.ts';
import type { Database } from '../../store/tables.ts';
import { bearerToken } from '../server/bearer.ts';
import { refusalAtWall, tokenOwners } from './wall.ts';

/** What a report holds, in any format that is known (pipeline/ingest). */
export interface Report {
  readonly findings: readonly Finding[];
  readonly invalid: readonly InvalidFinding[];
  readonly setAside: readonly {
    readonly id: string | null;
    readonly source: string;
    readonly reason: string;
  }[];
}

export interface FindingsEndpoint {
  readonly db: Database;
  readonly queue: JobQueue;
  readonly operator: OperatorConfig;
  readonly clock: Clock;
  readonly metrics: Metrics;
  readonly readReport: (text: string) => Report;
  /** The longest body, in bytes. Default: 10 MiB. */
  readonly bodyLimit?: number;
}

interface Rejection {
  /** The place among the findings of the report; null when it could not even be told apart. */
  readonly index: number | null;
  readonly id: string | null;
  readonly reason: string;
}

const CONTENT_TYPES = [
  'application/json',
  'application/x-ndjson',
  'application/ndjson',
  'text/plain',
];

/** `POST /findings`: verify whose it is, store, enqueue, answer. */
export async function registerFindings(
  server: FastifyInstance,
  endpoint: FindingsEndpoint,
): Promise<void> {
  const ownerOfToken = tokenOwners(endpoint.operator);
  await server.register(async (scope) => {
    scope.addContentTypeParser(
      CONTENT_TYPES,
      { parseAs: 'string' },
      async (_: unknown, body: string) => body,
    );
    scope.decorateRequest('operatorOwner', null);
    scope.post(
      '/findings',
      {
        bodyLimit: endpoint.bodyLimit ?? 10 * 1024 * 1024,
        // Before the body is read: a stranger's is never buffered.
        onRequest: async (request, reply) => {
          const token = bearerToken(request.headers.authorization);
          const owner = token === null ? null : ownerOfToken(token);
          if (owner === null)
            return refuse(reply, 401, 'A valid Authorization: Bearer token is needed.');
          if (request.headers['content-encoding'] !== undefined) {
            return refuse(reply, 415, 'Send the body without Content-Encoding.');
          }
          request.setDecorator<OperatorOwner>('operatorOwner', owner);
          return undefined;
        },
      },
      async (request, reply) => take(endpoint, request, reply),
    );
  });
}

async function take(
  endpoint: FindingsEndpoint,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { db, queue, clock, metrics } = endpoint;
  const operatorOwner = request.getDecorator<OperatorOwner>('operatorOwner');
  const { owner } = operatorOwner;
  const report = endpoint.readReport(typeof request.body === 'string' ? request.body : '');
  const unreadable = unreadableReason(report);
  if (unreadable !== null) return refuse(reply, 400, unreadable);
  const rejected: Rejection[] = report.invalid.map(({ id, reason }) => ({
    index: null,
    id,
    reason,
  }));
  const taken: Finding[] = [];
  report.findings.forEach((finding, index) => {
    const reason = refusalAtWall(finding, operatorOwner);
    if (reason === null) taken.push(finding);
    else rejected.push({ index, id: finding.id, reason });
  });
  const count = await db.transaction().execute(async (transaction) => {
    const stored = await storeFindings(transaction, owner, taken, clock.now());
    if (stored.accepted > 0) await queue.enqueue(remediateFindings, { owner }, { transaction });
    return stored;
  });
  metrics.findings('accepted', count.accepted);
  metrics.findings('duplicate', count.duplicates);
  metrics.findings('rejected', rejected.length);
  metrics.findings('set-aside', report.setAside.length);
  request.log.info(
    { owner, ...count, rejected: rejected.length, setAside: report.setAside.length },
    'findings arrived',
  );
  return reply.code(202).send({
    ...count,
    rejected,
    ...(report.setAside.length === 0 ? {} : { setAside: report.setAside }),
  });
}

/** Why nothing at all could be read: the reader then has one complaint, about no finding in particular. */
function unreadableReason(report: Report): string | null {
  const [first] = report.invalid;
  if (first === undefined || first.id !== null) return null;
  return report.invalid.length + report.findings.length + report.setAside.length === 1
    ? first.reason
    : null;
}

function refuse(reply: FastifyReply, status: number, error: string): FastifyReply {
  return reply.code(status).send({ error });
}

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { OperatorConfig, OperatorOwner } from '../../config/operator/config.ts';
import type { Clock } from '../../foundation/clock.ts';
import { outsideAccounts, takeInFindings } from '../../jobs/take-in-findings.ts';
import type { Metrics } from '../../metrics/metrics.ts';
import type { Finding } from '../../model/finding.ts';
import { type ReportReading, readReport } from '../../pipeline/ingest/read-report.ts';
import type { JobQueue } from '../../store/queue/job-queue.ts';
import type { Database } from '../../store/tables.ts';
import { bearerToken } from '../server/bearer.ts';
import { tokenOwners } from './wall.ts';

export interface FindingsEndpoint {
  readonly db: Database;
  readonly queue: JobQueue;
  readonly operator: OperatorConfig;
  readonly clock: Clock;
  readonly metrics: Metrics;
  /** The longest body, in bytes. Default: 10 MiB. */
  readonly bodyLimit?: number;
}

interface Rejection {
  /** The place among the findings that could be read; null for one that could not: its reason has the JSON path. */
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
  const report = readReport(typeof request.body === 'string' ? request.body : '');
  const unreadable = unreadableReason(report);
  if (unreadable !== null) return refuse(reply, 400, unreadable);
  const rejected: Rejection[] = report.invalid.map(({ id, reason }) => ({
    index: null,
    id,
    reason,
  }));
  const taken: Finding[] = [];
  report.findings.forEach((finding, index) => {
    const reason = outsideAccounts(finding, operatorOwner.accounts);
    if (reason === null) taken.push(finding);
    else rejected.push({ index, id: finding.id, reason });
  });
  const { accounts } = operatorOwner;
  const count = await takeInFindings(
    { db, queue, clock },
    { owner, accounts, findings: taken, via: null, onlyKnownPasses: false },
  );
  const duplicates = count.duplicates + report.duplicates;
  metrics.findings('accepted', count.accepted);
  metrics.findings('duplicate', duplicates);
  metrics.findings('rejected', rejected.length);
  metrics.findings('set-aside', report.setAside.length);
  request.log.info(
    {
      owner,
      accepted: count.accepted,
      duplicates,
      rejected: rejected.length,
      setAside: report.setAside.length,
    },
    'findings arrived',
  );
  return reply.code(202).send({
    accepted: count.accepted,
    duplicates,
    rejected,
    ...(report.setAside.length === 0 ? {} : { setAside: report.setAside }),
  });
}

/** Why nothing at all could be read, not even as a finding that lacks something; null when something could. */
function unreadableReason({ findings, setAside, invalid }: ReportReading): string | null {
  const [first] = invalid;
  if (first === undefined || findings.length > 0 || setAside.length > 0) return null;
  return invalid.every(({ id }) => id === null) ? first.reason : null;
}

function refuse(reply: FastifyReply, status: number, error: string): FastifyReply {
  return reply.code(status).send({ error });
}

import rateLimit from '@fastify/rate-limit';
import { type FastifyBaseLogger, type FastifyInstance, fastify, LogController } from 'fastify';
import type { Log } from '../../foundation/log.ts';
import type { Metrics } from '../../metrics/metrics.ts';
import { registerHealth } from './health.ts';
import { refusalForOperator } from './operator-only.ts';

export interface ServerOptions {
  readonly log: Log;
  readonly metrics: Metrics;
  readonly adminToken: string | null;
  /** Resolves while the store answers. */
  readonly ping: () => Promise<void>;
  /** How many requests one address may make in a minute. */
  readonly requestsPerMinute?: number;
}

/** The HTTP server with what every role has; the entrances of the role are registered on it. */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const logger: FastifyBaseLogger = options.log;
  const server = fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    requestTimeout: 30_000,
    // A route takes a body only by its own parser and with its own limit.
    bodyLimit: 1024,
    forceCloseConnections: 'idle',
  });
  server.removeAllContentTypeParsers();
  await server.register(rateLimit, {
    max: options.requestsPerMinute ?? 6000,
    timeWindow: '1 minute',
    allowList: (request) => request.url === '/healthz' || request.url === '/readyz',
    errorResponseBuilder: (_request, context) => ({
      statusCode: context.statusCode,
      message: `Too many requests; try again in ${context.after}.`,
    }),
  });
  registerErrors(server);
  server.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none';
    options.metrics.request(route, request.method, reply.statusCode, reply.elapsedTime / 1000);
    request.log.debug({ route, status: reply.statusCode }, 'answered');
  });
  registerHealth(server, options.ping);
  server.get('/metrics', async (request, reply) => {
    const refusal = refusalForOperator(request, options.adminToken);
    if (refusal !== null) return reply.code(refusal.status).send({ error: refusal.error });
    const page = await options.metrics.page();
    return reply.type(page.contentType).send(page.text);
  });
  return server;
}

/** For what Fastify refuses itself. */
const SENTENCES: ReadonlyMap<number, string> = new Map([
  [413, 'The body is too large; send fewer findings at once.'],
  [415, 'The media type is not read here; send application/json.'],
]);

/** Every refusal is `{"error": …}`; what is our fault is logged and not told. */
function registerErrors(server: FastifyInstance): void {
  server.setNotFoundHandler(async (_request, reply) =>
    reply.code(404).send({ error: 'There is nothing here.' }),
  );
  server.setErrorHandler(async (error, request, reply) => {
    const { statusCode = 500, message } = error as { statusCode?: number; message?: string };
    if (statusCode < 500) {
      return reply.code(statusCode).send({ error: SENTENCES.get(statusCode) ?? message });
    }
    request.log.error({ err: error, route: request.routeOptions.url }, 'could not answer');
    // Whatever it is, nothing was stored: the sender does right to send it again.
    if (statusCode === 500) reply.code(503).header('retry-after', '30');
    else reply.code(statusCode);
    return reply.send({ error: 'This cannot be taken at the moment; send it again later.' });
  });
}

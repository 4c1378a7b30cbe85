import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';

const PATIENCE = 2000;

/** `/healthz`: the process answers. `/readyz`: the store and its queue do too. */
export function registerHealth(server: FastifyInstance, ping: () => Promise<void>): void {
  server.get('/healthz', async () => ({ status: 'ok' }));
  server.get('/readyz', async (request, reply) => {
    const ready = await within(PATIENCE, ping).catch((thrown: unknown) => {
      request.log.warn({ err: thrown }, 'the store does not answer');
      return false;
    });
    if (ready) return { status: 'ready' };
    return reply.code(503).send({ error: 'The store does not answer.' });
  });
}

/** Whether it ended in time. Rejects when it fails in time. */
async function within(milliseconds: number, act: () => Promise<void>): Promise<boolean> {
  const stop = new AbortController();
  try {
    return await Promise.race([
      act().then(() => true),
      sleep(milliseconds, false, { signal: stop.signal }),
    ]);
  } finally {
    stop.abort();
  }
}

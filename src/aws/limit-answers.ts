import { Transform } from 'node:stream';
import { OutsideError } from '../foundation/errors.ts';

/** The part of an SDK client's middleware stack that is used here; every client has it. */
interface MiddlewareStack {
  add(
    middleware: (next: (args: never) => Promise<unknown>) => (args: never) => Promise<never>,
    options: { readonly step: 'deserialize'; readonly priority: 'low'; readonly name: string },
  ): void;
}

/**
 * Makes a client give up on an answer of more than `maxBytes` bytes instead of holding it in memory: the
 * SDK itself reads whatever comes.
 */
export function limitAnswers(
  client: { readonly middlewareStack: unknown },
  maxBytes: number,
): void {
  const stack = client.middlewareStack as MiddlewareStack;
  // Of the lowest priority: next to the network, below what reads the body.
  stack.add(
    (next) => async (args) => {
      const result = (await next(args)) as { response?: { body?: unknown } };
      const { response } = result;
      if (response !== undefined && isPipeable(response.body)) {
        response.body = response.body.pipe(limited(maxBytes));
      }
      return result as never;
    },
    { step: 'deserialize', priority: 'low', name: 'limitAnswers' },
  );
}

function limited(maxBytes: number): Transform {
  let seen = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length;
      if (seen <= maxBytes) return done(null, chunk);
      const message = `AWS sent an answer of more than ${maxBytes} bytes.`;
      return done(new OutsideError(message, { retryable: false }));
    },
  });
}

function isPipeable(body: unknown): body is { pipe(into: Transform): Transform } {
  return typeof body === 'object' && body !== null && 'pipe' in body;
}

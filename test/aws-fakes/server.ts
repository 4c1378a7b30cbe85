import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { JsonObject } from '../../src/foundation/json.ts';

/** One call to the fake. */
export interface FakeCall {
  readonly operation: string;
  readonly input: JsonObject;
  /** Query form of the body, for STS. */
  readonly form: URLSearchParams;
  /** What follows the question mark, for S3. */
  readonly query: URLSearchParams;
  /** The access key that signed it: shows which role was assumed. */
  readonly accessKey: string;
}

export interface FakeAnswer {
  readonly status: number;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export type FakeService = (call: FakeCall) => FakeAnswer | null;

/** AWS on loopback. */
export interface AwsFake {
  readonly url: string;
  readonly calls: FakeCall[];
  /** The next calls are answered by these instead; null lets one through. */
  readonly faults: (FakeAnswer | 'hang-up' | null)[];
  close(): Promise<void>;
}

export function json(value: unknown, status = 200): FakeAnswer {
  return { status, body: JSON.stringify(value) };
}

/** An error as both JSON protocols of AWS write it. */
export function awsFault(name: string, status = 400): FakeAnswer {
  const body = JSON.stringify({ __type: name, message: `fake ${name}`, Message: `fake ${name}` });
  return { status, body, headers: { 'x-amzn-errortype': name } };
}

/** Starts it with the services; the first that knows an operation answers. */
export async function startAwsFake(services: readonly FakeService[]): Promise<AwsFake> {
  const calls: FakeCall[] = [];
  const faults: (FakeAnswer | 'hang-up' | null)[] = [];
  const server = createServer((request, response) => {
    void read(request).then((body) => {
      const call = callOf(request, body);
      calls.push(call);
      const fault = faults.shift() ?? null;
      if (fault === 'hang-up') return request.socket.destroy();
      return send(response, fault ?? answer(services, call));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    faults,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function answer(services: readonly FakeService[], call: FakeCall): FakeAnswer {
  for (const service of services) {
    const given = service(call);
    if (given !== null) return given;
  }
  return awsFault('UnknownOperationException', 404);
}

function callOf(request: IncomingMessage, body: string): FakeCall {
  const target = request.headers['x-amz-target'];
  const { pathname: path, searchParams: query } = new URL(request.url ?? '', 'http://fake');
  const isJson = body.startsWith('{');
  const form = new URLSearchParams(isJson ? '' : body);
  const [, accessKey = ''] = /Credential=([^/]+)\//.exec(request.headers.authorization ?? '') ?? [];
  const operation =
    typeof target === 'string' ? target : (form.get('Action') ?? `${request.method ?? ''} ${path}`);
  return { operation, input: isJson ? JSON.parse(body) : {}, form, query, accessKey };
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

function send(response: ServerResponse, { status, body, headers }: FakeAnswer): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(body);
}

import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Actor, authenticate, authorise } from './auth.ts';
import type { FaultKind, Faults } from './faults.ts';
import { graphql } from './graphql.ts';
import { type Body, type Context, notFound, Refusal, type Reply } from './http.ts';
import type { Limits } from './limits.ts';
import type { OpenApiCheck } from './openapi.ts';
import { matchRoute } from './router.ts';
import { readArchive } from './routes/repositories.ts';
import type { State } from './state.ts';
import type { WebhookSender } from './webhooks.ts';

/** One request that arrived, as tests count them. */
export interface Call {
  readonly template: string;
  readonly path: string;
  readonly status: number;
}

export interface ServerParts {
  readonly state: State;
  readonly webhooks: WebhookSender;
  readonly faults: Faults;
  readonly limits: Limits;
  readonly openApi: OpenApiCheck | null;
  readonly calls: Call[];
  /** Where requests or answers differ from GitHub's description. */
  readonly violations: string[];
}

const MAX_BODY = 25 * 1024 * 1024;
/** What a slow answer takes, in milliseconds. */
const SLOW = 300;

/** Starts listening on loopback and gives the address of the API. */
export async function listen(
  parts: ServerParts,
  port: number,
): Promise<{ server: Server; url: string }> {
  const server = createServer((request, response) => {
    answer(parts, request, response, url()).catch((error: unknown) => {
      parts.violations.push(
        `the simulator failed: ${error instanceof Error ? error.stack : error}`,
      );
      response.writeHead(500).end(JSON.stringify({ message: 'the simulator failed' }));
    });
  });
  const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return { server, url: url() };
}

async function answer(
  parts: ServerParts,
  request: IncomingMessage,
  response: ServerResponse,
  apiUrl: string,
): Promise<void> {
  const url = new URL(request.url ?? '/', apiUrl);
  // GitHub Enterprise Server has the same API below a prefix.
  const path = url.pathname.replace(/^\/api\/v3(?=\/)/, '').replace(/^\/api\/graphql$/, '/graphql');
  const body = await readBody(request);
  const codeload = await readArchive(parts.state, path);
  if (codeload) {
    response.writeHead(200, { 'content-type': 'application/x-gzip' }).end(codeload);
    return;
  }
  const matched = matchRoute(request.method ?? 'GET', path);
  const template = matched?.route.template ?? `${request.method} ${path}`;
  const fault = parts.faults.for(template);
  if (fault === 'slow') await sleep(SLOW);
  if (fault === 'lost-request') {
    parts.calls.push({ template, path, status: 0 });
    request.socket.destroy();
    return;
  }
  const reply = await replyTo(parts, { request, url, path, body, apiUrl, fault });
  parts.calls.push({ template, path, status: reply.status });
  if (fault === 'lost-response') {
    request.socket.destroy();
    return;
  }
  send(response, request, reply);
}

interface Incoming {
  readonly request: IncomingMessage;
  readonly url: URL;
  readonly path: string;
  readonly body: string;
  readonly apiUrl: string;
  readonly fault: FaultKind | null;
}

async function replyTo(parts: ServerParts, incoming: Incoming): Promise<Reply> {
  let headers: Record<string, string> = {};
  try {
    if (incoming.fault) refuseFor(incoming.fault);
    const actor = authenticate(parts.state, incoming.request.headers.authorization);
    const method = incoming.request.method ?? 'GET';
    const holder = holderOf(actor);
    headers = parts.limits.count(holder, method !== 'GET' && actor.kind === 'installation');
    const reply = await handle(parts, actor, method, incoming);
    const etag = etagOf(reply);
    if (
      method === 'GET' &&
      reply.status === 200 &&
      incoming.request.headers['if-none-match'] === etag
    ) {
      parts.limits.giveBack(holder);
      return { status: 304, headers: { ...headers, etag } };
    }
    return {
      ...reply,
      headers: { ...headers, ...(method === 'GET' ? { etag } : {}), ...reply.headers },
    };
  } catch (error) {
    if (error instanceof Refusal) {
      const raw = error.headers['content-type'] === 'text/html' ? Buffer.from(error.message) : null;
      return {
        status: error.status,
        headers: { ...headers, ...error.headers },
        ...(raw ? { raw } : { body: error.body }),
      };
    }
    throw error;
  }
}

async function handle(
  parts: ServerParts,
  actor: Actor,
  method: string,
  { request, url, path, body, apiUrl }: Incoming,
): Promise<Reply> {
  const matched = matchRoute(method, path);
  const context: Context = {
    state: parts.state,
    webhooks: parts.webhooks,
    actor,
    apiUrl,
    path,
    params: matched?.params ?? {},
    query: url.searchParams,
    body: parseBody(body),
    accept: request.headers.accept ?? '',
  };
  if (method === 'POST' && path === '/graphql') return graphql(context);
  if (!matched) throw notFound();
  const { route, params } = matched;
  authorise(parts.state, actor, route, params);
  const complaint = parts.openApi?.request(route.template, url.searchParams, context.body);
  if (complaint) {
    parts.violations.push(complaint);
    throw new Refusal(422, `Invalid request. ${complaint}`);
  }
  const reply = await route.handle(context);
  const wrong = reply.raw
    ? null
    : parts.openApi?.response(route.template, reply.status, reply.body);
  if (wrong) parts.violations.push(wrong);
  return reply;
}

function refuseFor(fault: FaultKind): void {
  switch (fault) {
    case 'server-error':
      throw new Refusal(500, 'Server Error');
    case 'html-502':
      throw new Refusal(502, '<html><body><h1>502 Bad Gateway</h1></body></html>', {
        headers: { 'content-type': 'text/html' },
      });
    case 'secondary-limit':
      throw new Refusal(
        403,
        'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
        { headers: { 'retry-after': '1' } },
      );
    case 'rate-limit':
      throw new Refusal(403, 'API rate limit exceeded for installation.', {
        headers: {
          'x-ratelimit-remaining': '0',
          'x-ratelimit-reset': String(Math.ceil(Date.now() / 1000) + 1),
        },
      });
    case 'unauthorized':
      throw new Refusal(401, 'Bad credentials');
    case 'not-found':
      throw notFound();
    default: // The others are about the connection.
  }
}

function holderOf(actor: Actor): string {
  if (actor.kind === 'installation') return `installation ${actor.token.installation.id}`;
  return actor.kind === 'user' ? `user ${actor.user.login}` : actor.kind;
}

function etagOf({ body, raw }: Reply): string {
  const hash = createHash('sha256').update(raw ?? JSON.stringify(body ?? null));
  return `W/"${hash.digest('hex').slice(0, 32)}"`;
}

function send(response: ServerResponse, request: IncomingMessage, reply: Reply): void {
  const type = reply.raw ? 'application/octet-stream' : 'application/json; charset=utf-8';
  response.writeHead(reply.status, { 'content-type': type, ...reply.headers });
  const hasBody = request.method !== 'HEAD' && reply.status !== 204 && reply.status !== 304;
  response.end(hasBody ? (reply.raw ?? JSON.stringify(reply.body ?? {})) : undefined);
}

function parseBody(body: string): Body {
  if (body === '') return {};
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed))
      return parsed as Body;
  } catch {
    // Refused below, like everything else that is no object.
  }
  throw new Refusal(400, 'Problems parsing JSON');
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY) throw new Refusal(413, 'Payload too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

import type { Actor } from './auth.ts';
import type { Access, State } from './state.ts';
import type { WebhookSender } from './webhooks.ts';

/** A refusal in GitHub's words. */
export class Refusal extends Error {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    message: string,
    more: {
      errors?: readonly unknown[];
      headers?: Readonly<Record<string, string>>;
    } = {},
  ) {
    super(message);
    this.status = status;
    this.headers = more.headers ?? {};
    this.body = {
      message,
      ...(more.errors ? { errors: more.errors } : {}),
      documentation_url: 'https://docs.github.com/rest',
      status: String(status),
    };
  }
}

export const notFound = (): Refusal => new Refusal(404, 'Not Found');

/** `Validation Failed`, with one error as GitHub lists it. */
export function invalid(resource: string, error: Readonly<Record<string, string>>): Refusal {
  return new Refusal(422, 'Validation Failed', { errors: [{ resource, ...error }] });
}

export type Body = Readonly<Record<string, unknown>>;

export interface Context {
  readonly state: State;
  readonly actor: Actor;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: Body;
  readonly accept: string;
  /** The address of the API, without a slash at the end. */
  readonly apiUrl: string;
  readonly path: string;
  readonly webhooks: WebhookSender;
}

export interface Reply {
  readonly status: number;
  readonly body?: unknown;
  /** Sent as it is, instead of a JSON body. */
  readonly raw?: Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Route {
  /** Method and path as GitHub's OpenAPI description writes them. */
  readonly template: string;
  /** What an installation token must hold, one of them; `app` for the app's own JWT. */
  readonly needs: 'app' | 'anyone' | readonly `${string}:${Access}`[];
  readonly handle: (context: Context) => Promise<Reply> | Reply;
}

export const ok = (body: unknown, headers: Readonly<Record<string, string>> = {}): Reply => ({
  status: 200,
  body,
  headers,
});
export const created = (body: unknown): Reply => ({ status: 201, body });
export const noContent = (): Reply => ({ status: 204 });

/** One page of a list, with the Link header that leads to the others. */
export function page<T>(
  context: Context,
  items: readonly T[],
): { items: T[]; link: string | null } {
  const size = Math.min(100, Math.max(1, Number(context.query.get('per_page') ?? 30) || 30));
  const number = Math.max(1, Number(context.query.get('page') ?? 1) || 1);
  const last = Math.max(1, Math.ceil(items.length / size));
  const links = [
    ...(number < last ? [`<${pageUrl(context, number + 1)}>; rel="next"`] : []),
    ...(number < last ? [`<${pageUrl(context, last)}>; rel="last"`] : []),
    ...(number > 1 ? [`<${pageUrl(context, 1)}>; rel="first"`] : []),
    ...(number > 1 ? [`<${pageUrl(context, number - 1)}>; rel="prev"`] : []),
  ];
  return {
    items: items.slice((number - 1) * size, number * size),
    link: links.length > 0 ? links.join(', ') : null,
  };
}

/** A page as the whole body. */
export function paged<T>(context: Context, items: readonly T[], view: (item: T) => unknown): Reply {
  const { items: shown, link } = page(context, items);
  return ok(shown.map(view), link ? { link } : {});
}

function pageUrl(context: Context, number: number): string {
  const query = new URLSearchParams(context.query);
  query.set('page', String(number));
  return `${context.apiUrl}${context.path}?${query}`;
}

export function text(body: Body, key: string): string | null {
  const value = body[key];
  return typeof value === 'string' ? value : null;
}

export function texts(body: Body, key: string): string[] {
  const value = body[key];
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

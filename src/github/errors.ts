import { RequestError } from 'octokit';
import { OutsideError } from '../foundation/errors.ts';
import { inertText } from '../foundation/text.ts';

/**
 * Why GitHub did not do what was asked. `missing`: 404, also what the token may not see. `forbidden`: a
 * permission is lacking. `limited`: too many requests. `invalid`: 409 or 422. `unauthorised`: the token.
 * `unavailable`: GitHub or the network failed.
 */
export type GitHubErrorKind =
  | 'missing'
  | 'forbidden'
  | 'limited'
  | 'invalid'
  | 'unauthorised'
  | 'unavailable';

/** GitHub refused or failed. */
export class GitHubError extends OutsideError {
  readonly kind: GitHubErrorKind;
  /** GitHub's own words, made safe to show; may be empty. */
  readonly detail: string;
  /** How long GitHub asks to wait, in seconds; null when it does not say. */
  readonly retryAfter: number | null;

  constructor(
    message: string,
    facts: {
      kind: GitHubErrorKind;
      detail?: string;
      retryAfter?: number | null;
      cause?: unknown;
    },
  ) {
    super(message, { retryable: RETRYABLE.has(facts.kind), cause: facts.cause });
    this.kind = facts.kind;
    this.detail = facts.detail ?? '';
    this.retryAfter = facts.retryAfter ?? null;
  }
}

// A token that is refused has expired or was revoked: the next job asks for a new one.
const RETRYABLE: ReadonlySet<GitHubErrorKind> = new Set(['limited', 'unauthorised', 'unavailable']);

/** What a failed request means. Anything else comes back as it is, and so does a `304`, which is no failure. */
export function asGitHubError(thrown: unknown, now: Date): unknown {
  if (!(thrown instanceof RequestError) || thrown.status === 304) return thrown;
  const { method, url } = thrown.request;
  const path = new URL(url, 'https://api.github.com').pathname;
  const headers = thrown.response?.headers ?? {};
  const detail = detailOf(thrown);
  const kind = kindOf(thrown, detail);
  const said = detail === '' ? '' : `: ${detail}`;
  // Without a response the request did not get through; Octokit calls that status 500.
  const answer = thrown.response ? `answered ${thrown.status}` : 'could not be reached';
  return new GitHubError(`GitHub ${answer} (${method} ${inertText(path, 200)})${said}`, {
    kind,
    detail,
    retryAfter: kind === 'limited' ? secondsToWait(headers, now) : null,
    cause: thrown,
  });
}

/** Whether the error is GitHub's, of one of these kinds. */
export function isGitHubError(thrown: unknown, ...kinds: GitHubErrorKind[]): thrown is GitHubError {
  return thrown instanceof GitHubError && (kinds.length === 0 || kinds.includes(thrown.kind));
}

/** The value, or null where GitHub says that there is no such thing. */
export async function orNull<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (thrown) {
    if (isGitHubError(thrown, 'missing')) return null;
    throw thrown;
  }
}

function kindOf(error: RequestError, detail: string): GitHubErrorKind {
  if (!error.response || error.status >= 500) return 'unavailable';
  if (error.status === 401) return 'unauthorised';
  const headers = error.response.headers;
  const spent = headers['x-ratelimit-remaining'] === '0' || headers['retry-after'] !== undefined;
  const limited = spent || /secondary rate|rate limit exceeded/i.test(detail);
  if (error.status === 429 || (error.status === 403 && limited)) return 'limited';
  if (error.status === 403 || error.status === 451) return 'forbidden';
  return error.status === 404 || error.status === 410 ? 'missing' : 'invalid';
}

/** The message of a JSON answer with the first errors; nothing of an HTML page. */
function detailOf(error: RequestError): string {
  const data: unknown = error.response ? error.response.data : { message: error.message };
  if (typeof data !== 'object' || data === null || !('message' in data)) return '';
  const errors = 'errors' in data && Array.isArray(data.errors) ? data.errors : [];
  const said = [data.message, ...errors.slice(0, 3).map(problemOf)];
  return inertText(said.filter((part) => typeof part === 'string' && part !== '').join('; '), 400);
}

function problemOf(problem: unknown): string {
  if (typeof problem === 'string') return problem;
  if (typeof problem !== 'object' || problem === null) return '';
  if ('message' in problem) return String(problem.message);
  const field = 'field' in problem ? String(problem.field) : '';
  const code = 'code' in problem ? String(problem.code) : '';
  return `${field} ${code}`.trim();
}

function secondsToWait(headers: Readonly<Record<string, unknown>>, now: Date): number | null {
  const after = Number(headers['retry-after']);
  if (after > 0) return after;
  const reset = Number(headers['x-ratelimit-reset']);
  return reset > 0 ? Math.max(1, Math.ceil(reset - now.getTime() / 1000)) : null;
}

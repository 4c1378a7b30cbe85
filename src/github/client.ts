import { setTimeout as sleep } from 'node:timers/promises';
import { createAppAuth } from '@octokit/auth-app';
import { Octokit, RequestError } from 'octokit';
import type { Clock } from '../foundation/clock.ts';
import type { Log } from '../foundation/log.ts';
import { asGitHubError } from './errors.ts';

/** How GitHub is reached. */
export interface GitHubOptions {
  readonly appId: string;
  /** The app's private key, as PEM. */
  readonly privateKey: string;
  /** The base of the REST API: `https://api.github.com`, or an Enterprise Server's `…/api/v3`. */
  readonly apiUrl: string;
  readonly log: Log;
  readonly clock: Clock;
  /**
   * Whether to keep GitHub's advice of one write a second, and three between those that notify
   * people, and to wait out short limits. Only a simulated GitHub is asked without. Default: true.
   */
  readonly pace?: boolean;
  /** Milliseconds before a failed request is sent again; the second time four, the third nine times that. Default: 1,000. */
  readonly retryDelay?: number;
  /** Milliseconds that one request, with its whole answer, may take. Default: two minutes. */
  readonly timeout?: number;
}

const RETRY_DELAY = 1_000;
const TIMEOUT = 120_000;
/** A wait longer than this, in seconds, is left to the queue. */
const LONGEST_WAIT = 60;

/** A client that speaks as the app itself. What it throws is a `GitHubError`. */
export function createAppClient(options: GitHubOptions): Octokit {
  const { appId, privateKey } = options;
  const octokit = new Octokit({
    ...clientOptions(options, 'app'),
    authStrategy: createAppAuth,
    auth: { appId, privateKey },
  });
  translateErrors(octokit, options);
  return octokit;
}

/**
 * A client that shows the token that `token` gives. `throttleId` names those that share GitHub's
 * limits. What it throws is a `GitHubError`.
 */
export function createTokenClient(
  options: GitHubOptions,
  token: () => Promise<string>,
  throttleId: string,
): Octokit {
  const octokit = new Octokit(clientOptions(options, throttleId));
  octokit.hook.wrap('request', async (request, route) => {
    route.headers.authorization = `token ${await token()}`;
    try {
      return await request(route);
    } catch (thrown) {
      // A token that was made just now is not known to all of GitHub's servers at once.
      if (!(thrown instanceof RequestError) || thrown.status !== 401) throw thrown;
      await sleep(options.retryDelay ?? RETRY_DELAY);
      return request(route);
    }
  });
  translateErrors(octokit, options);
  return octokit;
}

// Added last, so it is outermost and sees only what retries have not mended.
function translateErrors(octokit: Octokit, { clock }: GitHubOptions): void {
  octokit.hook.error('request', (thrown) => {
    throw asGitHubError(thrown, clock.now());
  });
}

function clientOptions(options: GitHubOptions, throttleId: string) {
  const { log, apiUrl, pace, retryDelay, timeout = TIMEOUT } = options;
  return {
    baseUrl: apiUrl.replace(/\/+$/, ''),
    userAgent: 'sprinkler',
    request: {
      fetch: (url: string, init: RequestInit) =>
        fetch(url, { ...init, signal: AbortSignal.timeout(timeout) }),
    },
    log: {
      debug: (message: string) => log.debug(message),
      info: (message: string) => log.debug(message),
      warn: (message: string) => log.warn(message),
      error: (message: string) => log.debug(message),
    },
    throttle: {
      id: throttleId,
      enabled: pace ?? true,
      onRateLimit: waitWhenShort(log, 'rate limit'),
      onSecondaryRateLimit: waitWhenShort(log, 'secondary rate limit'),
    },
    retry: { retryAfterBaseValue: retryDelay ?? RETRY_DELAY },
  };
}

/** Waits a limit out once, if it is short. */
function waitWhenShort(log: Log, limit: string) {
  return (seconds: number, request: object, _: unknown, count: number): boolean => {
    const again = count === 0 && seconds <= LONGEST_WAIT;
    const { method, url } = request as { method?: string; url?: string };
    log.warn({ seconds, method, url, again }, `GitHub's ${limit} is reached`);
    return again;
  };
}

import { createAppAuth } from '@octokit/auth-app';
import { Octokit } from 'octokit';
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
}

/** A wait longer than this, in seconds, is left to the queue. */
const LONGEST_WAIT = 60;

/** A client with an authentication; without one, the app's own. What it throws is a `GitHubError`. */
export function createClient(
  options: GitHubOptions,
  auth: Readonly<Record<string, unknown>>,
  throttleId: string,
): Octokit {
  const { log } = options;
  const waitFor =
    (kind: string) => (seconds: number, request: object, _: unknown, count: number) => {
      const again = count === 0 && seconds <= LONGEST_WAIT;
      const { method, url } = request as { method?: string; url?: string };
      log.warn({ seconds, method, url, again }, `GitHub's ${kind} is reached`);
      return again;
    };
  const octokit = new Octokit({
    authStrategy: createAppAuth,
    auth: { appId: options.appId, privateKey: options.privateKey, ...auth },
    baseUrl: options.apiUrl.replace(/\/+$/, ''),
    userAgent: 'sprinkler',
    log: {
      debug: (message: string) => log.debug(message),
      info: (message: string) => log.debug(message),
      warn: (message: string) => log.warn(message),
      error: (message: string) => log.debug(message),
    },
    throttle: {
      id: throttleId,
      enabled: options.pace ?? true,
      onRateLimit: waitFor('rate limit'),
      onSecondaryRateLimit: waitFor('secondary rate limit'),
    },
    retry: { retryAfterBaseValue: options.retryDelay ?? 1_000 },
  });
  // Added last, so it is outermost and sees only what retries have not mended.
  octokit.hook.error('request', (thrown) => {
    throw asGitHubError(thrown, options.clock.now());
  });
  return octokit;
}

import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'dotenv';
import { run } from 'probot';
import { UserError } from '../../foundation/errors.ts';
import type { Log } from '../../foundation/log.ts';
import { isLoopback } from '../server/operator-only.ts';

export interface SetupOptions {
  readonly host: string;
  readonly port: number;
  readonly githubApiUrl: string;
  readonly log: Log;
}

/**
 * Probot's setup page, which registers a GitHub App from app.yml and writes its credentials to `.env`.
 * Whoever reaches it decides whose app this is: it is shown on loopback only. Fails with a UserError.
 */
export async function startSetup(options: SetupOptions): Promise<{ stop(): Promise<void> }> {
  const { host, port, githubApiUrl, log } = options;
  if (!isLoopback(host)) {
    throw new UserError(
      'APP_ID is not set: set APP_ID, PRIVATE_KEY and WEBHOOK_SECRET, or start with HOST=127.0.0.1 for the setup page.',
    );
  }
  // Probot reads these from the process alone; without the first it asks smee.io for a relay.
  process.env.NO_SMEE_SETUP = 'true';
  const { hostname } = new URL(githubApiUrl);
  if (hostname !== 'api.github.com') process.env.GHE_HOST = hostname;
  log.info(`No GitHub App is configured: open http://${host}:${port} to register one.`);
  return run(() => undefined, {
    env: { HOST: host, PORT: String(port), NODE_ENV: 'development' },
    log,
    updateEnv: (credentials) => saveCredentials('.env', credentials),
  });
}

/** Adds variables to a `.env` file that only its owner may read; those that it has are replaced. */
export function saveCredentials<T extends Readonly<Record<string, string | undefined>>>(
  path: string,
  credentials: T,
): T {
  const kept = Object.entries(parse(textOrEmpty(path)));
  const all = new Map<string, string | undefined>([...kept, ...Object.entries(credentials)]);
  const lines = [...all].flatMap(([name, value]) =>
    value === undefined ? [] : `${name}=${quoted(value)}\n`,
  );
  writeFileSync(path, lines.join(''), { mode: 0o600 });
  chmodSync(path, 0o600);
  return credentials;
}

/** In double quotes, where dotenv reads `\n` as a line end. Probot already puts the private key in them. */
function quoted(value: string): string {
  return `"${value.replace(/^"([\s\S]*)"$/, '$1').replaceAll('\n', '\\n')}"`;
}

function textOrEmpty(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

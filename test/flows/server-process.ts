import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { StoreLocation } from '../../src/store/connection.ts';
import type { Simulator } from '../github-simulator/simulator.ts';

const MAIN = join(import.meta.dirname, '../../src/main.ts');
const STARTED = /"url":"([^"]+)".*"msg":"started"/;
/** The token that it takes findings of `acme` with. */
export const TOKEN = 'token-of-acme';

/** The server as `npm start` runs it, in a process of its own. */
export interface ServerProcess {
  readonly url: string;
  /** Memory in use, in MB; null when the process is gone. */
  memory(): number | null;
  /** Ends it at once, as a power cut would. */
  kill(): Promise<void>;
}

/** Starts the server on a simulated GitHub and waits until it listens. Fails with its log. */
export async function startServer(
  { url, app, privateKey, webhooks }: Simulator,
  location: StoreLocation,
): Promise<ServerProcess> {
  const child = spawn(process.execPath, [MAIN, 'serve'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      PATH: process.env.PATH,
      ...(location.databaseUrl === null ? {} : { DATABASE_URL: location.databaseUrl }),
      SPRINKLER_DATA_DIR: location.dataDirectory,
      APP_ID: String(app.id),
      PRIVATE_KEY: privateKey,
      WEBHOOK_SECRET: app.webhookSecret,
      GITHUB_API_URL: url,
      SPRINKLER_OWNER: 'acme',
      FINDINGS_TOKEN: TOKEN,
      PORT: '0',
    },
  });
  const gone = once(child, 'exit');
  const logged: string[] = [];
  const started = new Promise<string>((resolve) => {
    createInterface(child.stdout).on('line', (line) => {
      const [, listening] = STARTED.exec(line) ?? [];
      if (listening !== undefined) resolve(listening);
      if (logged.length < 100) logged.push(line);
    });
  });
  const first = await Promise.race([started, gone]);
  if (typeof first !== 'string') throw new Error(`The server did not start: ${logged.join('\n')}`);
  webhooks.target = `${first}/api/github/webhooks`;
  return {
    url: first,
    memory: () => residentMemory(child.pid),
    kill: async () => {
      child.kill('SIGKILL');
      await gone;
    },
  };
}

function residentMemory(pid: number | undefined): number | null {
  try {
    const [, kilobytes] =
      /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return kilobytes === undefined ? null : Number(kilobytes) / 1024;
  } catch {
    return null;
  }
}

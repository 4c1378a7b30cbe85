import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { StoreLocation } from '../../src/store/connection.ts';
import type { Simulator } from '../github-simulator/simulator.ts';

/** An app in a process of its own. */
export interface AppProcess {
  readonly child: ChildProcess;
  readonly url: string;
  /** Lines of its log. */
  readonly logged: string[];
  /** Ends it at once, as a power cut would. */
  kill(): Promise<void>;
}

/** Starts the app in a process of its own and waits until it listens. */
export async function startProcess(
  { url, app, privateKey, webhooks }: Simulator,
  location: StoreLocation,
): Promise<AppProcess> {
  const facts = JSON.stringify({ simulator: { url, app, privateKey }, location });
  const child = spawn(process.execPath, [join(import.meta.dirname, 'app-process.ts'), facts], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const logged: string[] = [];
  createInterface(child.stderr).on('line', (line) => logged.push(line));
  const [first] = await Promise.race([
    once(createInterface(child.stdout), 'line'),
    once(child, 'exit'),
  ]);
  if (typeof first !== 'string') throw new Error(`The app did not start: ${logged.join('\n')}`);
  webhooks.target = `${first}/api/github/webhooks`;
  return {
    child,
    url: first,
    logged,
    kill: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}

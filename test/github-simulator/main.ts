import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { parseArgs } from 'node:util';
import { type Files, startSimulator } from './simulator.ts';

/**
 * The simulated GitHub as a process of its own, for the demo and for a look around:
 *
 *   node test/github-simulator/main.ts --repository acme/infra=DIR --key FILE [--port N] [--webhooks URL]
 *
 * Writes the app's private key to FILE, prints one line of JSON with all that an app needs to know,
 * and stays until it is told to stop.
 */
const { values } = parseArgs({
  options: {
    repository: { type: 'string', multiple: true, default: [] },
    key: { type: 'string' },
    port: { type: 'string', default: '0' },
    webhooks: { type: 'string' },
    person: { type: 'string', default: 'alice' },
  },
});

const simulator = await startSimulator({ port: Number(values.port) });
simulator.webhooks.target = values.webhooks ?? null;
const token = simulator.person(values.person);
const installations = new Map<string, Awaited<ReturnType<typeof simulator.repository>>[]>();
for (const argument of values.repository) {
  const [name = '', directory = ''] = argument.split('=');
  const collaborators = { [values.person]: 'admin' } as const;
  const repository = await simulator.repository(name, await readFiles(directory), {
    collaborators,
  });
  const owner = repository.owner.login;
  installations.set(owner, [...(installations.get(owner) ?? []), repository]);
}
for (const [owner, repositories] of installations) simulator.install(owner, repositories);
if (values.key) await writeFile(values.key, simulator.privateKey, { mode: 0o600 });
const facts = {
  url: simulator.url,
  appId: simulator.app.id,
  webhookSecret: simulator.app.webhookSecret,
  person: { login: values.person, token },
};
process.stdout.write(`${JSON.stringify(facts)}\n`);
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void simulator.close().then(() => process.exit(0)));

async function readFiles(directory: string): Promise<Files> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files: Record<string, string> = {};
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    files[relative(directory, path).split(sep).join('/')] = await readFile(path, 'utf8');
  }
  return files;
}

import { appendFileSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { parseArgs, styleText } from 'node:util';
import type { OperatorConfig } from '../../src/config/operator/config.ts';
import { renderTable } from '../../src/entrances/command-line/render/table.ts';
import { createLog } from '../../src/foundation/log.ts';
import { changesOf } from '../../src/store/changes.ts';
import { countOutcomes, latestOutcomes } from '../../src/store/outcomes.ts';
import { repositoriesOf, type StoredRepository } from '../../src/store/repositories.ts';
import { post } from '../entrances/service.ts';
import { diff } from '../github-simulator/git.ts';
import { startSimulator } from '../github-simulator/simulator.ts';
import type { Issue, Repository } from '../github-simulator/state.ts';
import { sampleFiles, startApp, until } from '../support/app.ts';

/**
 * `npm run demo`: the whole app with its embedded store, against a GitHub that is simulated on this
 * machine. Findings go in over HTTP, pull requests come out, one is merged. `--keep` leaves it running.
 */
const { values } = parseArgs({ options: { keep: { type: 'boolean', default: false } } });

const OWNER = 'acme';
const TOKEN = 'demo-token';
const SAMPLES = [
  { name: 'terraform-shop', findings: 'terraform-shop.asff.json' },
  { name: 'cloudformation-stack', findings: 'cloudformation-stack.asff.json' },
] as const;
const operator: OperatorConfig = {
  owners: new Map([
    [OWNER, { owner: OWNER, accounts: null, findingsTokens: [TOKEN], sources: [], state: [] }],
  ]),
};

const started = performance.now();
const directory = await mkdtemp(join(tmpdir(), 'sprinkler-demo-'));
const say = (text: string) => void process.stdout.write(`${text}\n`);

say(styleText('bold', 'Sprinkler: from findings to pull requests, all on this machine'));
const simulator = await startSimulator();
const alice = simulator.person('alice');
const repositories: Repository[] = [];
for (const { name } of SAMPLES)
  repositories.push(
    await simulator.repository(`${OWNER}/${name}`, await sampleFiles(name), {
      collaborators: { alice: 'admin' },
    }),
  );
simulator.install(OWNER, repositories);
say(`A simulated GitHub answers at ${simulator.url}, with the app installed on`);
for (const { name } of SAMPLES) say(`  ${OWNER}/${name}`);

const logFile = join(directory, 'app.log');
const app = await startApp(
  simulator,
  { databaseUrl: null, dataDirectory: join(directory, 'store') },
  { operator, log: createLog('info', (line) => appendFileSync(logFile, line)) },
);
const { db } = app.store;
say(`The app listens at ${app.url}, with its embedded store.\n`);

await until(
  async () => (await repositoriesOf(db, OWNER)).filter(isIndexed).length === SAMPLES.length,
  'the repositories were indexed',
  60_000,
);
for (const { findings } of SAMPLES) {
  const path = join(import.meta.dirname, '../../fixtures/findings', findings);
  const answer = await post(app.url, await readFile(path, 'utf8'), TOKEN);
  say(`POST /findings with ${findings}: ${answer.status} ${await answer.text()}`);
}
await until(isDone, 'every finding had an outcome and every change a pull request', 180_000);

const outcomes = await latestOutcomes(db, OWNER, 1000);
const pulls = new Map<string, number | null>();
for (const { name } of SAMPLES)
  for (const change of await changesOf(db, OWNER, name)) pulls.set(change.id, change.number);
const rows = outcomes
  .map(({ repository, report }) => [
    report.control ?? '',
    report.resource?.replace(/^arn:aws[a-z-]*:/, '') ?? '',
    report.outcome,
    report.change === null ? '' : `${repository}#${pulls.get(report.change) ?? '?'}`,
    report.reason ?? report.location?.address ?? '',
  ])
  .sort((a, b) => (a.join() < b.join() ? -1 : 1));
say(
  `\n${renderTable([['Control', 'Resource', 'Outcome', 'Pull request', 'Where, or why not'], ...rows])}`,
);

const written = join(directory, 'pull-requests');
await mkdir(written);
for (const repository of repositories)
  for (const issue of repository.issues.values()) await writePull(repository, issue);
say(`\nWhat each pull request says, and its diff: ${written}`);

const [shop] = repositories;
const ready = [...(shop?.issues.values() ?? [])].find(({ pull }) => pull?.draft === false);
if (shop !== undefined && ready !== undefined) {
  const path = `repos/${OWNER}/${shop.name}/pulls/${ready.number}/merge`;
  await fetch(`${simulator.url}/${path}`, {
    method: 'PUT',
    headers: { authorization: `token ${alice}`, 'content-type': 'application/json' },
    body: '{}',
  });
  await until(
    async () =>
      (await changesOf(db, OWNER, shop.name, { number: ready.number }))[0]?.state === 'merged',
    'the merge was noticed',
    60_000,
  );
  say(`alice merges ${shop.name}#${ready.number} "${ready.title}": noticed; the rest stays open.`);
}
say(styleText('bold', `Done in ${((performance.now() - started) / 1000).toFixed(1)} s.`));

if (values.keep) {
  say(`\nEverything is left running. The dashboard: ${app.url}/   Stop with Ctrl+C.`);
  say(`alice's token at the simulated GitHub: ${alice}   The log: ${logFile}`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());
} else {
  await stop();
}

function isIndexed({ indexedCommit }: StoredRepository): boolean {
  return indexedCommit !== null;
}

async function isDone(): Promise<boolean> {
  const waiting = (await countOutcomes(db, OWNER)).get('pending') ?? 0;
  if (waiting > 0) return false;
  for (const { name } of SAMPLES) {
    const planned = await changesOf(db, OWNER, name, { states: ['planned'] });
    if (planned.length > 0) return false;
  }
  return true;
}

async function writePull(repository: Repository, { number, title, body, pull }: Issue) {
  if (pull === null) return;
  const name = join(written, `${repository.name}-${number}`);
  await writeFile(`${name}.md`, `# ${title}\n\n${body}`);
  await writeFile(`${name}.diff`, await diff(repository.directory, pull.base, pull.head));
}

async function stop(): Promise<void> {
  simulator.webhooks.target = null;
  await app.service.stop();
  await simulator.close();
  await rm(join(directory, 'store'), { recursive: true, force: true });
  say(relative(process.cwd(), directory) === '' ? '' : `Left for you: ${directory}`);
}

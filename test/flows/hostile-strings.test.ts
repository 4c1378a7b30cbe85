import { afterAll, beforeAll, expect, test } from 'vitest';
import { post, type TestService } from '../entrances/service.ts';
import { diff, log as gitLog } from '../github-simulator/git.ts';
import { type Simulator, startSimulator } from '../github-simulator/simulator.ts';
import type { Repository } from '../github-simulator/state.ts';
import { hostileStrings } from '../hostile-strings.ts';
import { postgresDatabases, type TestDatabases } from '../store/databases.ts';
import { CONFIG, settled, startApp, until } from '../support/app.ts';

/** A link that we write ourselves. */
const OWN_LINKS =
  /\]\(https:\/\/(docs\.aws\.amazon\.com|www\.cisecurity\.org|csrc\.nist\.gov)\/[\w./#-]+\)/g;

const strings = hostileStrings.filter((text) => text.trim() !== '' && text.length < 1000);
/** What can be the name of a directory. */
const directories = strings.filter(
  (text) => text.length < 100 && text.isWellFormed() && !/[\0/\n\r\\]|^\.+$|^-/.test(text),
);

let databases: TestDatabases;
let simulator: Simulator;
let repository: Repository;
let app: TestService;

beforeAll(async () => {
  databases = await postgresDatabases();
  simulator = await startSimulator();
  simulator.limits.writesPerMinute = Number.POSITIVE_INFINITY;
  repository = await simulator.repository('acme/infra', {
    '.github/sprinkler.yml': CONFIG,
    ...Object.fromEntries(
      directories.slice(0, 8).map((directory, index) => [
        `${directory}/main.tf`,
        // Names in code are as hostile as the language lets them be.
        `resource "aws_s3_bucket" "b${index}" {\n  bucket = "acme-hostile-${index}"\n  tags = {\n    Name = "@octocat fixes #1 <img src=x> $\${file(\\"/etc/passwd\\")}"\n  }\n}\n`,
      ]),
    ),
  });
  simulator.install('acme', [repository]);
  app = await startApp(simulator, await databases.fresh());
}, 120_000);

afterAll(async () => {
  await app.service.stop();
  await simulator.close();
  await databases.stop();
});

test('no hostile text acts in a pull request, a commit, a branch or an edited file', async () => {
  // Each string stands in id, title, description, requirements and tags of one finding; eight buckets share them.
  const findings = strings.map((text, index) => ({
    id: `${text} ${index}`,
    control: 'S3.8',
    severity: 'HIGH',
    title: text,
    description: text,
    requirements: [text],
    resource: {
      id: `arn:aws:s3:::acme-hostile-${index % 8}`,
      type: 'AWS::S3::Bucket',
      account: '111111111111',
      region: 'eu-west-1',
      tags: { [text]: text, Name: text },
    },
  }));
  const answer = await post(app.url, findings);
  expect(answer.status).toBe(202);
  await until(() => finished().length === 8, 'each bucket has its pull request', 60_000);
  await settled(app);
  expect(finished()).toHaveLength(repository.issues.size);
  for (const { title, body, pull } of finished()) {
    expect(pull?.head).toMatch(/^sprinkler\/[0-9a-f]{16}$/);
    const [commit] = await gitLog(repository.directory, pull?.head ?? '', 1);
    const words = [title, (body ?? '').replace(OWN_LINKS, ']'), commit?.message].join('\n');
    expect(words).not.toMatch(/@[\w-]|#\d|\bgh-\d|:\/\/|www\.|\[(skip|ci|no)\s|skip-checks:/i);
    expect((body ?? '').replace(/`[^`\n]*`/g, '').replace(/\\[<>]/g, '')).not.toMatch(/[<>]/);
    expect(title).not.toContain('\n');
    const edits = await diff(repository.directory, 'main', pull?.head ?? '');
    const added = edits.split('\n').filter((line) => /^\+(?!\+\+)/.test(line));
    expect(added.length).toBeGreaterThan(0);
    expect(added.join('\n')).not.toMatch(/\$\{|%\{|@|<|octocat/);
  }
}, 120_000);

const finished = () =>
  [...repository.issues.values()].filter(({ labels }) => labels.has('sprinkler'));

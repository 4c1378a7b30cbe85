import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readArchive } from '../../src/github/archive.ts';
import { listFiles, readBlob, readFile } from '../../src/github/files.ts';
import { type GitHubRepository, readHead, readRepository } from '../../src/github/repository.ts';
import type { Simulator } from '../github-simulator/simulator.ts';
import { appOf, startChecked } from './world.ts';

const FILES = {
  'main.tf': '# main\n',
  'modules/site/main.tf': '# site\n',
  'modules/site/variables.tf': '# variables\n',
  'modules/net/main.tf': '# net\r\n',
  'ünï code/a b.tf': '\ufeff# bom\n',
  'docs/left-out.md': 'not in the archive\n',
  'version.txt': '$Format:%H$\n',
  '.gitattributes': 'docs/** export-ignore\nversion.txt export-subst\n',
};
let simulator: Simulator;
let client: GitHubRepository;

beforeEach(async () => {
  simulator = await startChecked();
  const repository = await simulator.repository('acme/infra', FILES);
  const { id: installationId } = simulator.install('acme', [repository]);
  const ref = { installationId, owner: 'acme', name: 'infra', id: repository.id };
  client = await appOf(simulator).repository(ref, 'read');
});

afterEach(async () => {
  const { violations } = simulator;
  await simulator.close();
  expect(violations).toEqual([]);
});

async function head() {
  const found = await readHead(client, 'main');
  if (!found) throw new Error('there is no main');
  return found;
}

describe('the files of a commit', () => {
  test('are listed in one call', async () => {
    const { commit } = await head();
    simulator.calls.length = 0;
    const files = await listFiles(client, commit);
    expect(files.map(({ path }) => path)).toEqual(Object.keys(FILES).toSorted());
    expect(files.find(({ path }) => path === 'main.tf')).toMatchObject({ mode: '100644', size: 7 });
    expect(simulator.calls).toHaveLength(1);
  });

  test.each([1, 3, 5])('are all listed when GitHub cuts a list off after %i', async (limit) => {
    simulator.state.treeLimit = limit;
    const files = await listFiles(client, (await head()).commit);
    expect(files.map(({ path }) => path)).toEqual(Object.keys(FILES).toSorted());
  });

  test('are read byte for byte', async () => {
    for (const { path, sha } of await listFiles(client, (await head()).commit))
      expect((await readBlob(client, sha)).toString('utf8')).toBe(
        FILES[path as keyof typeof FILES],
      );
  });
});

describe('an archive', () => {
  const limits = { fileSize: 1_000, totalSize: 10_000 };

  test('gives the wanted blobs in one call, but none that it changed or left out', async () => {
    const { commit } = await head();
    const files = await listFiles(client, commit);
    const wanted = new Set(files.map(({ sha }) => sha));
    simulator.calls.length = 0;
    const found = await readArchive(client, commit, wanted, limits);
    const given = files.filter(({ sha }) => found.has(sha)).map(({ path }) => path);
    const missing = ['docs/left-out.md', 'version.txt'];
    expect(given).toEqual(
      Object.keys(FILES)
        .filter((path) => !missing.includes(path))
        .toSorted(),
    );
    for (const { path, sha } of files)
      if (found.has(sha))
        expect(found.get(sha)?.toString('utf8')).toBe(FILES[path as keyof typeof FILES]);
    expect(simulator.calls).toHaveLength(1);
  });

  test('gives only what is wanted, and only as much as allowed', async () => {
    const { commit } = await head();
    const files = await listFiles(client, commit);
    const main = files.find(({ path }) => path === 'main.tf')?.sha ?? '';
    expect([...(await readArchive(client, commit, new Set([main]), limits)).keys()]).toEqual([
      main,
    ]);
    const all = new Set(files.map(({ sha }) => sha));
    expect((await readArchive(client, commit, all, { ...limits, fileSize: 6 })).size).toBe(0);
    const some = await readArchive(client, commit, all, { ...limits, totalSize: 20 });
    const total = [...some.values()].reduce((sum, content) => sum + content.length, 0);
    expect(total).toBeGreaterThan(0);
    expect(total).toBeLessThanOrEqual(20);
  });

  test('of a commit that is gone is an error of the outside world', async () => {
    await expect(readArchive(client, 'f'.repeat(40), new Set(), limits)).rejects.toMatchObject({
      kind: 'missing',
    });
  });
});

describe('a file of the default branch', () => {
  test.each([
    ['main.tf', '# main\n'],
    ['ünï code/a b.tf', '\ufeff# bom\n'],
    ['nowhere.tf', null],
    ['modules', null],
  ])('%s is %j', async (path, text) => {
    expect(await readFile(client, path)).toBe(text);
  });

  test('costs nothing of the limit while it has not changed', async () => {
    await readFile(client, 'main.tf');
    const before = simulator.calls.length;
    expect(await readFile(client, 'main.tf')).toBe('# main\n');
    expect(simulator.calls.slice(before).map(({ status }) => status)).toEqual([304]);
    const [repository] = simulator.state.repositories.values();
    if (!repository) throw new Error('there is no repository');
    await simulator.push(repository, 'main', { 'main.tf': '# changed\n' }, 'alice');
    expect(await readFile(client, 'main.tf')).toBe('# changed\n');
  });
});

test('a repository and its branches are described', async () => {
  expect(await readRepository(client)).toMatchObject({
    private: true,
    archived: false,
    fork: false,
    defaultBranch: 'main',
  });
  expect(await readHead(client, 'no/such branch')).toBeNull();
});

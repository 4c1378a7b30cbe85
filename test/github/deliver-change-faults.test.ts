import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { deliverChange } from '../../src/github/deliver-change.ts';
import type { GitHubRepository } from '../../src/github/repository.ts';
import type { FaultKind } from '../github-simulator/faults.ts';
import type { Simulator } from '../github-simulator/simulator.ts';
import type { Repository } from '../github-simulator/state.ts';
import { appOf, installed, sampleDelivery, startChecked, whenFailing } from './world.ts';

const BRANCH = 'sprinkler/0123456789abcdef';
const TREES = 'POST /repos/{owner}/{repo}/git/trees';
const COMMITS = 'POST /repos/{owner}/{repo}/git/commits';
const REFS = 'POST /repos/{owner}/{repo}/git/refs';
const PULLS = 'POST /repos/{owner}/{repo}/pulls';
const REVIEWERS = 'POST /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers';
const LABELS = 'POST /repos/{owner}/{repo}/issues/{issue_number}/labels';

let simulator: Simulator;
let repository: Repository;
let client: GitHubRepository;
let installationId: number;

beforeEach(async () => {
  simulator = await startChecked();
  const options = { collaborators: { alice: 'admin' } } as const;
  ({ repository, client, installationId } = await installed(simulator, 'acme/infra', options));
});

afterEach(async () => {
  const { violations } = simulator;
  await simulator.close();
  expect(violations).toEqual([]);
});

const deliver = async (more: Parameters<typeof sampleDelivery>[1] = {}) =>
  deliverChange(client, await sampleDelivery(client, more), whenFailing);
const pulls = () => [...repository.issues.values()];

describe('a delivery that dies half-way', () => {
  // Lost more often than the client tries by itself: the attempt ends there, as if the process had died.
  const deaths = [
    ['before', 'not-found', 1],
    ['after', 'lost-response', 4],
  ] as const;
  const steps = [TREES, COMMITS, REFS, PULLS, REVIEWERS, LABELS];
  test.each(deaths.flatMap((death) => steps.map((step) => [...death, step] as const)))(
    'ends as one finished pull request when it died %s (%s, %i times) %s',
    async (_, kind, times, on) => {
      const wanted = { reviewers: ['alice'] };
      simulator.faults.plan({ kind, on, times });
      await expect(deliver(wanted)).rejects.toThrow('GitHub');
      simulator.faults.clear();
      expect((await deliver(wanted)).pullRequest?.number).toBe(1);
      const [pull, ...others] = pulls();
      expect(others).toEqual([]);
      expect([...(pull?.labels ?? [])]).toEqual(['sprinkler']);
      expect(pull?.pull?.reviewers.size).toBe(1);
      expect(await simulator.file(repository, BRANCH, 'main.tf')).toBe('# fixed\n');
    },
  );

  test('on a base that has moved since replaces what it left behind', async () => {
    simulator.faults.plan({ kind: 'not-found', on: PULLS });
    await expect(deliver()).rejects.toThrow('404');
    await simulator.push(repository, 'main', { 'main.tf': '# vulnerable\n# newer\n' }, 'alice');
    const files = [{ path: 'main.tf', mode: '100644', text: '# fixed\n# newer\n' }];
    expect((await deliver({ files })).action).toBe('open');
    expect(await simulator.file(repository, BRANCH, 'main.tf')).toBe('# fixed\n# newer\n');
  });
});

test.each(['server-error', 'html-502', 'lost-request', 'lost-response', 'slow'] as const)(
  'a single %s at every step is mended at once',
  async (kind) => {
    for (const on of [TREES, COMMITS, REFS, PULLS]) simulator.faults.plan({ kind, on });
    expect((await deliver()).pullRequest?.number).toBe(1);
    expect(pulls()).toHaveLength(1);
  },
);

test('an expired token ends the job, and the next one gets its own', async () => {
  const delivery = await sampleDelivery(client);
  simulator.expireTokens();
  await expect(deliverChange(client, delivery, whenFailing)).rejects.toMatchObject({
    kind: 'unauthorised',
    retryable: true,
  });
  const ref = { installationId, owner: 'acme', name: 'infra', id: repository.id };
  const next = await appOf(simulator).repository(ref, 'deliver');
  expect((await deliverChange(next, delivery, whenFailing)).action).toBe('open');
});

test('with a fifth of the answers faulty every change is delivered, and none twice', async () => {
  simulator.limits.writesPerMinute = Number.POSITIVE_INFINITY;
  const kinds: FaultKind[] = [
    'server-error',
    'html-502',
    'secondary-limit',
    'not-found',
    'lost-request',
    'lost-response',
  ];
  const base = await sampleDelivery(client);
  simulator.faults.atRandom(0.2, kinds, 7);
  const branches = Array.from({ length: 30 }, (_, index) => `sprinkler/change-${index}`);
  const deliverOne = async (branch: string, index: number) => {
    const files = [{ path: `file-${index}.tf`, mode: '100644', text: `# ${index}\n` }];
    for (;;) {
      try {
        return await deliverChange(client, { ...base, branch, files }, whenFailing);
      } catch (thrown) {
        expect(thrown).toMatchObject({ name: 'OutsideError' }); // The queue tries again.
      }
    }
  };
  await Promise.all(branches.map(deliverOne));
  const heads = pulls().map(({ pull }) => pull?.head);
  expect(heads.toSorted()).toEqual(branches.toSorted());
  expect(pulls().every(({ labels }) => labels.has('sprinkler'))).toBe(true);
});

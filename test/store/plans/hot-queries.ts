import { createHash } from 'node:crypto';
import { readClocks } from '../../../src/jobs/clocks.ts';
import { changesOf, changesOfOwner, countChanges, saveChange } from '../../../src/store/changes.ts';
import { cursorOf, saveCursor } from '../../../src/store/cursors.ts';
import { deliveryById, forgetDeliveries, storeDelivery } from '../../../src/store/deliveries.ts';
import {
  firstReceived,
  knownFindings,
  saveEvaluations,
  sourcesOf,
  unseenFailures,
} from '../../../src/store/evaluations.ts';
import { eventsOf } from '../../../src/store/events.ts';
import {
  findingsByKey,
  pendingFindings,
  reopenFindings,
  storeFindings,
} from '../../../src/store/findings.ts';
import { addFollowUpEvents, followUpEvents } from '../../../src/store/follow-up-events.ts';
import {
  concludeFollowUps,
  deferRechecks,
  findingsOfFollowUps,
  followedFindings,
  followRemediations,
  followUpsToRecheck,
  forgetFollowUps,
  takeChangedFollowUps,
} from '../../../src/store/follow-ups.ts';
import { journeysOf, saveJourneys } from '../../../src/store/journeys.ts';
import {
  countOutcomes,
  recordOutcomes,
  repositoriesOfFindings,
  unmanagedFindings,
} from '../../../src/store/outcomes.ts';
import type { JobQueue } from '../../../src/store/queue/job-queue.ts';
import { remediationsOf, saveRemediations } from '../../../src/store/remediations.ts';
import { holdIndexedCommits, renameRepository } from '../../../src/store/repositories.ts';
import {
  blobsBySha,
  forgetUnusedBlobs,
  indexedFiles,
  repositoriesWithFiles,
  saveBlobs,
  saveIndex,
  unknownBlobs,
} from '../../../src/store/repository-index.ts';
import { forgetOld } from '../../../src/store/retention.ts';
import type { Database } from '../../../src/store/tables.ts';
import {
  forgetState,
  knownStates,
  saveState,
  statesOf,
} from '../../../src/store/terraform-states.ts';
import { finding, numberJob } from '../samples.ts';
import { MODULE, OWNER, SOURCE } from './fill.ts';

/** What the service asks of the store while it works. */
export interface HotQuery {
  readonly name: string;
  /** It answers about everything an owner has, so that reading all of it is right: counts, nightly upkeep, a new name. */
  readonly readsAll?: true;
  run(db: Database, queue: JobQueue): Promise<unknown>;
}

export const WISH = numberJob({ name: 'wishes', turns: 'one-waiting-one-running' });

const now = new Date();
const LONG_AGO = new Date(0);
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index * 10 + 1);
const digest = (hash: string, text: string) => createHash(hash).update(text).digest('hex');
const keys = numbers(100).map((n) => digest('sha256', String(n)));
const shas = numbers(100).map((n) => digest('md5', String(n)));
const findings = numbers(100).map((n) => finding({ id: `finding-${n}` }));
const evaluations = keys.map((key) => ({
  key,
  evaluatedAt: now,
  status: 'passed',
  closure: 'resolved',
}));
const repository = 'infra-1';
const remediations = numbers(100).map((n) => ({
  repository: `infra-${n % 200}`,
  fingerprint: `cause-${n}`,
}));
const subject = { template: 't', address: 'a' };
const [key = ''] = keys;
const outcome = {
  id: 'finding-1',
  source: 'security-hub',
  control: null,
  resource: null,
  outcome: 'unmanaged',
  reason: 'There is no code for it.',
  location: null,
  template: null,
  risk: null,
  proofs: [],
  change: null,
} as const;
const outcomes = keys.map((each) => ({ of: { key: each, digest: each }, repository, outcome }));
const change = {
  id: 'change-1',
  repository,
  branch: 'b',
  number: 1,
  state: 'open',
  head: 'c0ffee',
  fingerprints: ['cause-1-1', 'cause-1-2'],
  openedAt: now,
  closedAt: null,
  closedBy: null,
  data: null,
} as const;
const journey = {
  repository,
  fingerprint: 'cause-1',
  finding: key,
  foundAt: now,
  proposedAt: null,
  mergedAt: null,
  appliedAt: null,
  verifiedAt: null,
  state: 'found',
  since: now,
  again: false,
  severity: 'HIGH',
  control: null,
  team: null,
};
const STATE = { bucket: 'states', key: 'state-1', version: null };
const delivery = { id: 'delivery-1', owner: OWNER, event: 'push', action: null, payload: '{}' };
const file = { path: 'main.tf', mode: '100644', sha: shas[0] ?? '' };

/** Every question of the store that grows with the number of findings, with arguments as in use. */
export const HOT_QUERIES: readonly HotQuery[] = [
  { name: 'storeFindings', run: (db) => storeFindings(db, OWNER, findings, now) },
  { name: 'pendingFindings', run: (db) => pendingFindings(db, OWNER, 5000) },
  { name: 'findingsByKey', run: (db) => findingsByKey(db, OWNER, keys) },
  { name: 'reopenFindings', run: (db) => reopenFindings(db, OWNER) },
  { name: 'knownFindings', run: (db) => knownFindings(db, OWNER, keys) },
  { name: 'firstReceived', run: (db) => firstReceived(db, OWNER, keys) },
  { name: 'saveEvaluations', run: (db) => saveEvaluations(db, OWNER, null, evaluations, now) },
  { name: 'sourcesOf', run: (db) => sourcesOf(db, OWNER, keys) },
  { name: 'unseenFailures', run: (db) => unseenFailures(db, OWNER, SOURCE, now, 100) },
  {
    name: 'recordOutcomes',
    run: (db) => recordOutcomes(db, OWNER, outcomes, now),
  },
  { name: 'unmanagedFindings', run: (db) => unmanagedFindings(db, OWNER, 50) },
  { name: 'countOutcomes', readsAll: true, run: (db) => countOutcomes(db, OWNER) },
  { name: 'repositoriesOfFindings', run: (db) => repositoriesOfFindings(db, OWNER, keys) },
  { name: 'remediationsOf', run: (db) => remediationsOf(db, OWNER, remediations) },
  {
    name: 'saveRemediations',
    run: (db) =>
      saveRemediations(
        db,
        OWNER,
        remediations.map((each) => ({
          ...each,
          ...subject,
          state: 'verified',
          data: null,
          at: now,
        })),
      ),
  },
  { name: 'saveChange', run: (db) => saveChange(db, OWNER, change, now) },
  { name: 'changesOf, by id', run: (db) => changesOf(db, OWNER, repository, { id: 'change-1' }) },
  { name: 'changesOf, by number', run: (db) => changesOf(db, OWNER, repository, { number: 1 }) },
  {
    name: 'changesOf, by state',
    run: (db) => changesOf(db, OWNER, repository, { states: ['planned', 'open'] }),
  },
  {
    name: 'changesOf, by fingerprint',
    run: (db) => changesOf(db, OWNER, repository, { fingerprints: ['cause-1-1'] }),
  },
  {
    name: 'changesOfOwner',
    run: (db) => changesOfOwner(db, OWNER, ['planned', 'open'], 50),
  },
  {
    name: 'countChanges',
    run: (db) => countChanges(db, OWNER, repository, new Date(now.getTime() - 3_600_000)),
  },
  { name: 'eventsOf, of a finding', run: (db) => eventsOf(db, OWNER, { finding: key, limit: 50 }) },
  {
    name: 'eventsOf, of a root cause',
    run: (db) => eventsOf(db, OWNER, { fingerprint: 'cause-1', limit: 50 }),
  },
  { name: 'storeDelivery', run: (db) => storeDelivery(db, delivery, now) },
  { name: 'deliveryById', run: (db) => deliveryById(db, OWNER, 'delivery-1') },
  { name: 'forgetDeliveries', run: (db) => forgetDeliveries(db, OWNER, LONG_AGO) },
  { name: 'indexedFiles', run: (db) => indexedFiles(db, OWNER, repository) },
  { name: 'repositoriesWithFiles', run: (db) => repositoriesWithFiles(db, OWNER, MODULE) },
  { name: 'saveIndex', run: (db) => saveIndex(db, OWNER, repository, 'c0ffee', [file]) },
  { name: 'unknownBlobs', run: (db) => unknownBlobs(db, OWNER, shas) },
  {
    name: 'saveBlobs',
    run: (db) => saveBlobs(db, OWNER, [{ sha: file.sha, content: null, reason: 'large' }]),
  },
  { name: 'blobsBySha', run: (db) => blobsBySha(db, OWNER, shas) },
  { name: 'forgetUnusedBlobs', readsAll: true, run: (db) => forgetUnusedBlobs(db, OWNER) },
  { name: 'knownStates', run: (db) => knownStates(db, OWNER) },
  { name: 'saveState', run: (db) => saveState(db, OWNER, STATE, [], now) },
  { name: 'forgetState', run: (db) => forgetState(db, OWNER, STATE) },
  { name: 'statesOf', readsAll: true, run: (db) => statesOf(db, OWNER) },
  {
    name: 'renameRepository',
    readsAll: true,
    run: (db) => renameRepository(db, OWNER, repository, 'renamed'),
  },
  { name: 'forgetOld', readsAll: true, run: (db) => forgetOld(db, OWNER, LONG_AGO) },
  { name: 'cursorOf', run: (db) => cursorOf(db, OWNER, 'source-1') },
  { name: 'saveCursor', run: (db) => saveCursor(db, OWNER, 'source-1', null, now) },
  { name: 'holdIndexedCommits', run: (db) => holdIndexedCommits(db, OWNER) },
  { name: 'followedFindings', run: (db) => followedFindings(db, OWNER, keys) },
  {
    name: 'followRemediations',
    run: (db) =>
      followRemediations(
        db,
        OWNER,
        remediations.map((each) => ({ ...each, ...subject, findings: [key] })),
      ),
  },
  {
    name: 'addFollowUpEvents',
    run: (db) =>
      addFollowUpEvents(
        db,
        OWNER,
        remediations.map((each) => ({
          ...each,
          identity: 'event-1',
          event: {},
          firstSeen: now,
          lastSeen: now,
        })),
      ),
  },
  { name: 'followUpEvents', run: (db) => followUpEvents(db, OWNER, remediations) },
  { name: 'findingsOfFollowUps', run: (db) => findingsOfFollowUps(db, OWNER, remediations) },
  { name: 'takeChangedFollowUps', run: (db) => takeChangedFollowUps(db, OWNER, 200) },
  { name: 'followUpsToRecheck', run: (db) => followUpsToRecheck(db, OWNER, now, 200) },
  {
    name: 'concludeFollowUps',
    run: (db) =>
      concludeFollowUps(
        db,
        OWNER,
        remediations.map((each) => ({ ...each, transitions: [], done: [], recheckAt: now })),
      ),
  },
  { name: 'deferRechecks', run: (db) => deferRechecks(db, OWNER, remediations, now) },
  { name: 'forgetFollowUps', run: (db) => forgetFollowUps(db, OWNER, remediations) },
  { name: 'saveJourneys', run: (db) => saveJourneys(db, OWNER, remediations, [journey]) },
  { name: 'journeysOf, a page', run: (db) => journeysOf(db, OWNER).next() },
  {
    name: 'readClocks',
    readsAll: true,
    run: (db) => readClocks(db, OWNER, { since: LONG_AGO, now }),
  },
  {
    name: 'enqueue in a transaction',
    run: async (db, queue) => {
      for (let twice = 0; twice < 2; twice++)
        await queue.enqueue(WISH, { owner: OWNER, n: 1 }, { transaction: db });
    },
  },
  { name: 'depths of the queue', run: (_, queue) => queue.depths() },
];

import { UserError } from '../foundation/errors.ts';
import type {
  Deployed,
  GitHubEvent,
  PullRequestChanged,
  Pushed,
  RepositoryChanged,
  Uninstalled,
} from '../github/webhooks/event.ts';
import { readGitHubEvent } from '../github/webhooks/read.ts';
import { type Owner, ownerOf } from '../model/owner.ts';
import { BRANCH_PREFIX } from '../pipeline/deliver/names.ts';
import { changesOf } from '../store/changes.ts';
import { deliveryById } from '../store/deliveries.ts';
import { ownerNamed, purgeOwner, saveOwner } from '../store/owners.ts';
import { noteDeployment } from './follow-up/kinds.ts';
import {
  checkSettings,
  deliverChange,
  type HandleDelivery,
  reconcileRepository,
  refreshIndex,
  repositoryKey,
  syncInstallation,
} from './kinds.ts';
import type { Services } from './services.ts';

/** GitHub works out in the background whether pull requests conflict with a new base; in seconds. */
const CONFLICTS_KNOWN = 60;

/** Does what a delivery of GitHub's asks for, which is mostly to enqueue other jobs. */
export async function handleDeliveryOf(
  services: Services,
  { owner, delivery: id }: HandleDelivery,
): Promise<void> {
  const delivery = await deliveryById(services.db, owner, id);
  if (delivery === null) return; // Forgotten with its owner.
  const read = readGitHubEvent(delivery.event, JSON.parse(delivery.payload));
  if (!read.ok)
    throw new UserError(`The delivery ${id} (${delivery.event}) is not understood: ${read.error}`);
  if (read.value !== null) await handle(services, owner, read.value);
}

async function handle(services: Services, owner: Owner, event: GitHubEvent): Promise<void> {
  const { db, queue, clock } = services;
  switch (event.kind) {
    case 'installed': {
      const { installationId: installation, owner: login } = event;
      const installed = { owner, login, installation, suspended: false };
      await saveOwner(db, installed, clock.now());
      await queue.enqueue(syncInstallation, { owner });
      return;
    }
    case 'uninstalled':
      return uninstall(services, owner, event);
    case 'repositories-changed':
      await queue.enqueue(syncInstallation, { owner });
      return;
    case 'repository-changed':
      return repositoryChanged(services, owner, event);
    case 'pushed':
      return pushed(services, owner, event);
    case 'pull-request':
      return pullRequestChanged(services, owner, event);
    case 'deployed':
      return deployed(services, owner, event);
    case 'commented':
      return;
  }
}

async function uninstall(
  { db, queue, clock, log }: Services,
  owner: Owner,
  { how, installationId }: Uninstalled,
): Promise<void> {
  const installed = await ownerNamed(db, owner);
  // Installed again since: this is old news.
  if (installed !== null && installed.installation !== installationId) return;
  if (how === 'suspended') {
    if (installed !== null) await saveOwner(db, { ...installed, suspended: true }, clock.now());
    return;
  }
  await db.transaction().execute((transaction) => purgeOwner(transaction, owner));
  await queue.purge(owner);
  log.info({ owner }, 'uninstalled: everything about the owner is forgotten');
}

/** Renamed, given away, made public, archived …: GitHub says best what there is now. */
async function repositoryChanged(
  { queue }: Services,
  owner: Owner,
  { previousOwner }: RepositoryChanged,
): Promise<void> {
  await queue.enqueue(syncInstallation, { owner });
  if (previousOwner !== null)
    await queue.enqueue(syncInstallation, { owner: ownerOf(previousOwner) });
}

async function pushed(
  { db, queue }: Services,
  owner: Owner,
  { isDefaultBranch, repository: { name } }: Pushed,
): Promise<void> {
  if (!isDefaultBranch) return;
  const payload = { owner, repository: name };
  await queue.enqueue(refreshIndex, payload, { key: repositoryKey(payload) });
  const open = await changesOf(db, owner, name, { states: ['open'] });
  if (open.length === 0) return;
  const key = `${repositoryKey(payload)} after a push`;
  await queue.enqueue(reconcileRepository, payload, { key, delaySeconds: CONFLICTS_KNOWN });
}

async function deployed(
  { queue }: Services,
  owner: Owner,
  { environment, commit, at, repository }: Deployed,
): Promise<void> {
  const about = { owner, repository: repository.name, environment, commit, at };
  await queue.enqueue(noteDeployment, { ...about, isSecondLook: false });
}

async function pullRequestChanged(
  { db, queue, github }: Services,
  owner: Owner,
  event: PullRequestChanged,
): Promise<void> {
  const {
    action,
    sender,
    headBranch,
    head,
    repository: { name },
  } = event;
  if (
    ['opened', 'reopened', 'synchronize'].includes(action) &&
    !headBranch.startsWith(BRANCH_PREFIX)
  ) {
    const payload = { owner, repository: name, commit: head, proposed: true };
    await queue.enqueue(checkSettings, payload);
  }
  if (!['closed', 'reopened', 'synchronize'].includes(action)) return;
  if (!headBranch.startsWith(BRANCH_PREFIX) || sender === (await github.identity()).login) return;
  const payload = { owner, repository: name };
  const key = repositoryKey(payload);
  const id = headBranch.slice(BRANCH_PREFIX.length);
  const [change] = await changesOf(db, owner, name, { id });
  if (change === undefined) return;
  await queue.enqueue(deliverChange, { ...payload, change: id }, { key, priority: 5 });
}

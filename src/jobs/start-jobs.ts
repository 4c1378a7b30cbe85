import { ownerOf } from '../model/owner.ts';
import { saveOwner } from '../store/owners.ts';
import { deliverChangeOf } from './deliver-change.ts';
import { handleDeliveryOf } from './handle-delivery.ts';
import { keepHouseOf } from './keep-house.ts';
import {
  deliverChange,
  handleDelivery,
  keepHouse,
  reconcileRepository,
  refreshIndex,
  remediateFindings,
  syncInstallation,
} from './kinds.ts';
import { reconcileRepositoryOf } from './reconcile-repository.ts';
import { refreshIndexOf } from './refresh-index.ts';
import { remediateFindingsOf } from './remediate-findings.ts';
import type { Services } from './services.ts';
import { syncInstallationOf } from './sync-installation.ts';

/** Starts doing every kind of job in this process. The numbers say how many of a kind at once. */
export async function startJobs(services: Services): Promise<void> {
  const { db, queue, clock } = services;
  await queue.work(handleDelivery, ({ payload }) => handleDeliveryOf(services, payload), 4);
  await queue.work(syncInstallation, (run) => syncInstallationOf(services, run.payload.owner), 1);
  await queue.work(refreshIndex, ({ payload }) => refreshIndexOf(services, payload), 2);
  await queue.work(remediateFindings, (run) => remediateFindingsOf(services, run.payload.owner), 1);
  await queue.work(deliverChange, ({ payload }) => deliverChangeOf(services, payload), 4);
  const reconcile = reconcileRepositoryOf;
  await queue.work(reconcileRepository, ({ payload }) => reconcile(services, payload), 1);
  await queue.work(keepHouse, ({ payload }) => keepHouseOf(db, payload.owner, clock), 1);
}

/**
 * Learns what happened while nobody listened: who has the app installed, and on which repositories.
 * GitHub sends a webhook once, and an app may be installed before its service ever ran.
 */
export async function catchUp({ db, queue, github, clock }: Services): Promise<void> {
  for (const { id, owner: login, suspended } of await github.installations()) {
    const owner = ownerOf(login);
    await saveOwner(db, { owner, login, installation: id, suspended }, clock.now());
    if (!suspended) await queue.enqueue(syncInstallation, { owner });
  }
}

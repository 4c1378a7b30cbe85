import { ownerOf } from '../model/owner.ts';
import { saveOwner } from '../store/owners.ts';
import { deliverChangeOf } from './deliver-change.ts';
import { handleDeliveryOf } from './handle-delivery.ts';
import { keepHouseOf } from './keep-house.ts';
import {
  APP,
  checkSettings,
  deliverChange,
  handleDelivery,
  keepHouse,
  reconcileRepository,
  redeliverWebhooks as redeliverWebhooksJob,
  refreshIndex,
  remediateFindings,
  reportUnmanaged,
  syncInstallation,
} from './kinds.ts';
import { patient } from './patient.ts';
import { reconcileRepositoryOf } from './reconcile-repository.ts';
import { redeliverWebhooks } from './redeliver-webhooks.ts';
import { refreshIndexOf } from './refresh-index.ts';
import { remediateFindingsOf } from './remediate-findings.ts';
import { reportUnmanagedOf } from './report-unmanaged.ts';
import type { Services } from './services.ts';
import { checkSettingsOf } from './settings/check-settings.ts';
import { workOnSources } from './sources/run.ts';
import { startFollowUp } from './start-follow-up.ts';
import { syncInstallationOf } from './sync-installation.ts';

/** Starts doing every kind of job in this process. The numbers say how many of a kind at once. */
export async function startJobs(services: Services): Promise<void> {
  const { db, queue, github, clock, log, operator } = services;
  await queue.work(
    handleDelivery,
    patient(({ payload }) => handleDeliveryOf(services, payload)),
    4,
  );
  await queue.work(
    syncInstallation,
    patient(({ payload }) => syncInstallationOf(services, payload.owner)),
    1,
  );
  await queue.work(
    refreshIndex,
    patient(({ payload }) => refreshIndexOf(services, payload)),
    2,
  );
  await queue.work(
    checkSettings,
    patient(({ payload }) => checkSettingsOf(services, payload)),
    2,
  );
  await queue.work(remediateFindings, (run) => remediateFindingsOf(services, run.payload.owner), 1);
  await queue.work(
    deliverChange,
    patient(({ payload }) => deliverChangeOf(services, payload)),
    4,
  );
  await queue.work(
    reportUnmanaged,
    patient(({ payload }) => reportUnmanagedOf(services, payload.owner)),
    1,
  );
  const reconcile = reconcileRepositoryOf;
  await queue.work(reconcileRepository, ({ payload }) => reconcile(services, payload), 1);
  await queue.work(keepHouse, ({ payload }) => keepHouseOf(db, payload.owner, clock), 1);
  await startFollowUp(services);
  await workOnSources(services, operator);
  await queue.work(
    redeliverWebhooksJob,
    async () => void (await redeliverWebhooks(github, clock, log)),
    1,
  );
  await queue.schedule(redeliverWebhooksJob, '*/10 * * * *', { owner: APP });
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

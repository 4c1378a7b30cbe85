import { followUpOwner, ORDINARY_PATIENCE } from './follow-up/follow-up.ts';
import { followUp, noteDeployment, sayFollowUp, weeklyIssue } from './follow-up/kinds.ts';
import { sayAtGitHub } from './follow-up/say.ts';
import { githubVoice } from './follow-up-voice.ts';
import { noteDeploymentOf } from './note-deployment.ts';
import { patient } from './patient.ts';
import type { Services } from './services.ts';
import { weeklyIssueOf } from './weekly-issue.ts';

/** Mondays, before people in Europe begin; UTC. */
const WEEKLY = '23 5 * * 1';

/** Starts following remediations up, and the weekly issues of owners whose operator wants one. */
export async function startFollowUp(services: Services): Promise<void> {
  const { db, queue, clock, operator } = services;
  const following = { db, queue, clock, patience: ORDINARY_PATIENCE };
  await queue.work(
    followUp,
    async ({ payload, signal }) => void (await followUpOwner(following, payload.owner, signal)),
    1,
  );
  const voice = githubVoice(services);
  await queue.work(sayFollowUp, ({ payload }) => sayAtGitHub(voice, payload), 1);
  await queue.work(
    noteDeployment,
    patient(({ payload }) => noteDeploymentOf(services, payload)),
    1,
  );
  await queue.work(
    weeklyIssue,
    patient(({ payload }) => weeklyIssueOf(services, payload.owner)),
    1,
  );
  for (const { owner, weeklyIssue: repository } of operator.owners.values()) {
    if (repository === undefined) await queue.unschedule(weeklyIssue, owner);
    else await queue.schedule(weeklyIssue, WEEKLY, { owner });
  }
}

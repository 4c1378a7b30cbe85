import { createAwsClients } from '../../aws/clients.ts';
import { type Environment, readEnvironment } from '../../config/environment.ts';
import { loadOperatorConfig } from '../../config/operator/load.ts';
import { loadVariables } from '../../config/variables.ts';
import { systemClock } from '../../foundation/clock.ts';
import { messageOf, UserError } from '../../foundation/errors.ts';
import { createLog, type Log } from '../../foundation/log.ts';
import { GitHubApp } from '../../github/app.ts';
import { catchUp, startJobs } from '../../jobs/start-jobs.ts';
import { createMetrics } from '../../metrics/metrics.ts';
import { startService, stopOnSignals } from '../server/service.ts';
import { type ExitStatus, exitStatus } from './exit-status.ts';
import { bundledTemplates, loadFrom } from './read-templates.ts';

/** `sprinkler serve`: the app, from what the environment says. It runs until it is told to stop. */
export async function serve(): Promise<ExitStatus> {
  const variables = loadVariables();
  const environment = readEnvironment(variables);
  const operator = loadOperatorConfig(variables);
  const log = createLog(environment.logLevel);
  const clock = systemClock;
  const metrics = createMetrics();
  const templates = loadFrom([bundledTemplates]);
  const clients = createAwsClients();
  const shared = { templates, clock, log, metrics, operator, clients };
  const github = githubApp(environment, log);
  if (github !== null) await checkCredentials(github, log);
  const service = await startService({
    environment,
    operator,
    log,
    clock,
    metrics,
    startJobs: async ({ db, queue }) => {
      if (github === null) return;
      const services = { ...shared, db, queue, github };
      await startJobs(services);
      // GitHub may be away just now: what it would tell is then learnt at the next start, or by webhooks.
      await catchUp(services).catch((thrown: unknown) =>
        log.warn({ err: thrown }, 'could not ask GitHub who has the app installed'),
      );
    },
  });
  stopOnSignals(service, log);
  return exitStatus.ran;
}

function githubApp({ github, githubApiUrl }: Environment, log: Log): GitHubApp | null {
  if (github === null) return null;
  const { appId, privateKey } = github;
  return new GitHubApp({
    appId: String(appId),
    privateKey,
    apiUrl: githubApiUrl,
    log,
    clock: systemClock,
  });
}

/** Wrong credentials stop the start; a GitHub that does not answer does not. */
async function checkCredentials(github: GitHubApp, log: Log): Promise<void> {
  try {
    const { login, id } = await github.identity();
    log.info({ login, id }, 'GitHub knows the app');
  } catch (thrown) {
    if (thrown instanceof UserError) throw thrown;
    log.warn({ reason: messageOf(thrown) }, 'GitHub does not answer yet');
  }
}

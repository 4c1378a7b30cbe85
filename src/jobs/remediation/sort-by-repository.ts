import { setImmediate } from 'node:timers/promises';
import { NO_CONFIG } from '../../config/repository/config.ts';
import type { FindingOutcome } from '../../model/outcome.ts';
import type { Owner } from '../../model/owner.ts';
import { templatesFor } from '../../pipeline/fix/index.ts';
import { createLocator } from '../../pipeline/locate/locate.ts';
import type { StoredFinding } from '../../store/findings.ts';
import { repositoriesOf } from '../../store/repositories.ts';
import { repositoryConfig } from '../changes/repository-config.ts';
import { indexedTree } from '../index/indexed-tree.ts';
import { languages } from '../languages.ts';
import { chooseRepository, type RepositoryAnswer } from '../remediate/choose-repository.ts';
import { locateSettings } from '../remediate/locate-settings.ts';
import { screenFinding } from '../remediate/screen-finding.ts';
import { searchFor } from '../remediate/search-for.ts';
import { openWorkshop } from '../remediate/workshop.ts';
import type { Services } from '../services.ts';
import type { OwnerStates } from './owner-states.ts';

/** A finding that is at its end, and the repository that this is about; null when it is about none. */
export interface Ended {
  readonly outcome: FindingOutcome;
  readonly repository: string | null;
}

/** Findings by the repository whose code made their resources, and those that are at their end. */
export interface SortedFindings {
  readonly ended: ReadonlyMap<StoredFinding, Ended>;
  readonly byRepository: ReadonlyMap<string, readonly StoredFinding[]>;
}

/** After so many findings other work of the process gets its turn, the job's heartbeat among it. */
const BREATH = 50;

/** Asks the code of all of an owner's repositories where each finding comes from, one after the other. */
export async function sortByRepository(
  services: Services,
  owner: Owner,
  findings: readonly StoredFinding[],
  states: OwnerStates,
): Promise<SortedFindings> {
  const ended = new Map<StoredFinding, Ended>();
  const answers = new Map<StoredFinding, RepositoryAnswer[]>();
  for (const each of findings) {
    const outcome = screenFinding(services.templates, each.finding);
    if (outcome === null) answers.set(each, []);
    else ended.set(each, { outcome, repository: null });
  }
  const repositories = await repositoriesOf(services.db, owner);
  const worked = repositories.filter(
    ({ skipReason, indexedCommit }) => skipReason === null && indexedCommit !== null,
  );
  if (answers.size > 0)
    for (const { name } of worked) await askRepository(services, owner, name, answers, states);
  const isIndexed = repositories.every(({ indexedCommit }) => indexedCommit !== null);
  const complete = isIndexed && states.complete;
  const byRepository = new Map<string, StoredFinding[]>();
  for (const [each, given] of answers) {
    const inState = states.lookup?.(each.finding.resource)[0]?.address ?? null;
    const choice = chooseRepository(each.finding, given, complete, inState);
    if (choice.kind === 'ended') ended.set(each, choice);
    else
      byRepository.set(choice.repository, [...(byRepository.get(choice.repository) ?? []), each]);
  }
  return { ended, byRepository };
}

async function askRepository(
  { db, templates }: Services,
  owner: Owner,
  repository: string,
  answers: ReadonlyMap<StoredFinding, RepositoryAnswer[]>,
  states: OwnerStates,
): Promise<void> {
  const { tree } = await indexedTree(db, owner, repository);
  const { config } = await repositoryConfig(db, owner, repository);
  // Where something comes from does not depend on what the repository lets us do about it.
  const workshop = openWorkshop({
    tree,
    languages,
    templates,
    findings: [],
    config: NO_CONFIG,
    state: null,
  });
  const locate = createLocator(locateSettings(config, states.lookup));
  let done = 0;
  for (const [{ finding }, given] of answers) {
    const search = searchFor(workshop, templatesFor(templates, finding));
    given.push({ repository, located: locate(finding, search) });
    if (++done % BREATH === 0) await setImmediate();
  }
}

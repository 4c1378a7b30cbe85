import { setImmediate } from 'node:timers/promises';
import { NO_CONFIG } from '../../config/repository/config.ts';
import type { FindingOutcome } from '../../model/outcome.ts';
import type { Owner } from '../../model/owner.ts';
import { type Template, templatesFor as templatesAnswering } from '../../pipeline/fix/index.ts';
import { createLocator } from '../../pipeline/locate/locate.ts';
import type { StoredFinding } from '../../store/findings.ts';
import { repositoriesOf } from '../../store/repositories.ts';
import { repositoryConfig } from '../changes/repository-config.ts';
import { indexedTree } from '../index/indexed-tree.ts';
import { languages } from '../languages.ts';
import type { TemplatesFor } from '../own-templates/repository-templates.ts';
import { chooseRepository, type RepositoryAnswer } from '../remediate/choose-repository.ts';
import { locateSettings } from '../remediate/locate-settings.ts';
import { placeMissing } from '../remediate/missing-setting.ts';
import { ended } from '../remediate/outcome.ts';
import { screenFinding } from '../remediate/screen-finding.ts';
import { searchFor } from '../remediate/search-for.ts';
import { openWorkshop } from '../remediate/workshop.ts';
import type { Services } from '../services.ts';
import { isAllKnown } from './all-known.ts';
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
  templatesFor: TemplatesFor,
): Promise<SortedFindings> {
  const repositories = await repositoriesOf(services.db, owner);
  const worked: Askable[] = [];
  for (const { name, skipReason, indexedCommit } of repositories)
    if (skipReason === null && indexedCommit !== null)
      worked.push({ name, templates: (await templatesFor(name)).templates });
  const known = [...new Set([services.templates, ...worked.map((each) => each.templates)].flat())];
  const ends = new Map<StoredFinding, Ended>();
  const answers = new Map<StoredFinding, RepositoryAnswer[]>();
  for (const each of findings) {
    const outcome = screenFinding(known, each.finding);
    if (outcome === null) answers.set(each, []);
    else ends.set(each, { outcome, repository: null });
  }
  if (answers.size > 0)
    for (const one of worked) await askRepository(services, owner, one, answers, states);
  const complete = await isAllKnown(services, owner);
  const byRepository = new Map<string, StoredFinding[]>();
  for (const [each, given] of answers) {
    const inState = states.lookup?.(each.finding.resource)[0]?.address ?? null;
    const choice = chooseRepository(each.finding, given, complete, inState);
    if (choice.kind === 'repository')
      byRepository.set(choice.repository, [...(byRepository.get(choice.repository) ?? []), each]);
    else if (choice.outcome.outcome === 'unmanaged' && given.length < worked.length)
      ends.set(each, { outcome: answeredOnlyIn(given, each), repository: null });
    else ends.set(each, choice);
  }
  return { ended: ends, byRepository };
}

/** A repository with code, and the templates that hold for it. */
interface Askable {
  readonly name: string;
  readonly templates: readonly Template[];
}

/** The end of a finding that only the own templates of some repositories answer, where none of them makes it. */
function answeredOnlyIn(
  asked: readonly RepositoryAnswer[],
  { finding }: StoredFinding,
): FindingOutcome {
  const names = asked.slice(0, 5).map(({ repository }) => repository);
  const reason = `only templates of ${names.join(', ')} answer it, and no code there makes this resource.`;
  return ended(finding, 'no-template', reason);
}

async function askRepository(
  { db }: Services,
  owner: Owner,
  { name: repository, templates }: Askable,
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
    const answering = templatesAnswering(templates, finding);
    if (answering.length === 0) continue;
    const search = searchFor(workshop, answering, finding.resource);
    const located = locate(finding, search);
    const isNowhere = located.kind === 'not-located' && located.location === null;
    const place = isNowhere
      ? placeMissing(workshop, config.directories, finding.resource, answering)
      : null;
    if (place?.kind === 'open') given.push({ repository, located, open: place.reason });
    else given.push({ repository, located: place?.located ?? located });
    if (++done % BREATH === 0) await setImmediate();
  }
}

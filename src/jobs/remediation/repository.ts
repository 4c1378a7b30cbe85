import type { Finding } from '../../model/finding.ts';
import type { FindingOutcome } from '../../model/outcome.ts';
import type { Owner } from '../../model/owner.ts';
import type { PullRequestContent } from '../../model/pull-request.ts';
import type { FindingState } from '../../pipeline/deliver/decide.ts';
import { changeIdentity } from '../../pipeline/deliver/names.ts';
import { changesOf, type StoredChange } from '../../store/changes.ts';
import { findingsByKey, type StoredFinding } from '../../store/findings.ts';
import { makePlan, type PlanContent } from '../changes/make-plan.ts';
import { planOf } from '../changes/plan.ts';
import { type KnownConfig, repositoryConfig } from '../changes/repository-config.ts';
import { indexedTree } from '../index/indexed-tree.ts';
import { languages } from '../languages.ts';
import type { TemplatesFor } from '../own-templates/repository-templates.ts';
import { remediate } from '../remediate/remediate.ts';
import type { Services } from '../services.ts';
import { carriedFixes } from './carried.ts';
import type { OwnerStates } from './owner-states.ts';

/** Which code findings are worked on with. */
export interface IndexedRepository {
  readonly owner: Owner;
  readonly name: string;
  readonly commit: string;
}

/** A change of this run: a new one, or one that is known already. */
export interface PlannedChange {
  readonly id: string;
  readonly fingerprints: readonly string[];
  readonly known: StoredChange | null;
  /** Null when nothing is left of it in the code: what was planned before stays. */
  readonly plan: PlanContent | null;
  readonly finding: FindingState;
  /** Keys of its findings. */
  readonly findings: readonly string[];
}

/** What came of the findings of one repository. */
export interface RepositoryRemediation {
  readonly name: string;
  readonly known: KnownConfig;
  readonly outcomes: ReadonlyMap<StoredFinding, FindingOutcome>;
  readonly changes: readonly PlannedChange[];
}

/**
 * Works on findings whose code is in a repository, together with those whose fixes it has changes
 * for already, so that a change keeps its identity and says all that it mends. `elsewhere`: keys of
 * findings that have ended or moved to another repository.
 */
export async function remediateRepository(
  { db, log }: Services,
  { owner, name, commit }: IndexedRepository,
  findings: readonly StoredFinding[],
  elsewhere: ReadonlySet<string>,
  states: OwnerStates,
  templatesFor: TemplatesFor,
): Promise<RepositoryRemediation> {
  const known = await repositoryConfig(db, owner, name);
  const { templates, problems } = await templatesFor(name);
  for (const { path, line, message } of problems)
    log.warn({ owner, repository: name, path, line, message }, 'an own template is invalid');
  const indexed = await indexedTree(db, owner, name);
  const stored = await changesOf(db, owner, name, {
    states: ['planned', 'open', 'declined'],
  });
  const given = new Set(findings.map(({ key }) => key));
  const carried = stored.flatMap((change) => planOf(change).findings);
  const others = await findingsByKey(
    db,
    owner,
    [...new Set(carried)].filter((key) => !given.has(key)),
  );
  const all = [...findings, ...others];
  // A finding that has ended is asked about as well: whether the code still needs the change.
  const asked = new Map(all.map((each) => [asFailing(each.finding), each]));
  const { outcomes, changes } = await remediate({
    tree: indexed.tree,
    languages,
    templates,
    findings: [...asked.keys()],
    config: known.config,
    state: states.lookup,
    carried: carriedFixes(stored),
  });
  const byFinding = new Map([...asked.keys()].map((finding, index) => [finding, outcomes[index]]));
  const planned = changes.map((content): PlannedChange => {
    const before = knownChange(stored, content);
    const keys = content.findings.flatMap(({ finding }) => asked.get(finding) ?? []);
    return {
      id: before?.id ?? changeIdentity(content.change.fingerprints),
      fingerprints: before?.fingerprints ?? content.change.fingerprints,
      known: before,
      plan: makePlan(content, commit, indexed),
      finding: keys.some((each) => isFailing(each) && !elsewhere.has(each.key))
        ? 'failing'
        : 'fixed-outside',
      findings: keys.map(({ key }) => key),
    };
  });
  const ids = new Map(changes.map(({ change }, index) => [change.id, planned[index]?.id ?? null]));
  const named = new Map<StoredFinding, FindingOutcome>();
  for (const [finding, outcome] of byFinding) {
    const each = asked.get(finding);
    if (each === undefined || outcome === undefined) continue;
    if (elsewhere.has(each.key) || !isFailing(each)) continue;
    const change = outcome.change === null ? null : (ids.get(outcome.change) ?? null);
    named.set(each, { ...outcome, change });
  }
  const left = stored.filter(
    ({ id, state }) => state !== 'declined' && !planned.some((each) => each.id === id),
  );
  const settled = left.flatMap((change) => settledChange(change, byFinding, asked));
  return { name, known, outcomes: named, changes: [...planned, ...settled] };
}

function knownChange(
  stored: readonly StoredChange[],
  { change }: PullRequestContent,
): StoredChange | null {
  const ours = new Set(change.fingerprints);
  return stored.find(({ fingerprints }) => fingerprints.some((each) => ours.has(each))) ?? null;
}

/** A change of which the code needs nothing any more; none while that is not sure, as when the block is not found again. */
function settledChange(
  change: StoredChange,
  byFinding: ReadonlyMap<Finding, FindingOutcome | undefined>,
  asked: ReadonlyMap<Finding, StoredFinding>,
): PlannedChange[] {
  const plan = planOf(change);
  const keys = new Set(plan.findings);
  const kinds = [...byFinding].flatMap(([finding, outcome]) => {
    const key = asked.get(finding)?.key;
    return key !== undefined && keys.has(key) && outcome !== undefined ? [outcome.outcome] : [];
  });
  if (kinds.length === 0) return [];
  const isRight = kinds.every((kind) => kind === 'already-fixed');
  const isExcepted = kinds.every((kind) => kind === 'excepted');
  const finding = isRight ? 'resolved' : isExcepted ? 'excepted' : null;
  if (finding === null) return [];
  const { id, fingerprints } = change;
  return [{ id, fingerprints, known: change, plan: null, finding, findings: plan.findings }];
}

function isFailing({ finding }: StoredFinding): boolean {
  return finding.status === 'failed' && finding.active;
}

function asFailing(finding: Finding): Finding {
  return { ...finding, status: 'failed', active: true };
}

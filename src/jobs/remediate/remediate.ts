import { messageOf } from '../../foundation/errors.ts';
import type { Finding } from '../../model/finding.ts';
import type { FindingOutcome } from '../../model/outcome.ts';
import type { PullRequestContent } from '../../model/pull-request.ts';
import { createLocator } from '../../pipeline/locate/locate.ts';
import { attemptFix } from './attempt-fix.ts';
import type { NoFix, ProvenFix } from './carry-out.ts';
import { changeOf, fingerprintsOf } from './change.ts';
import { combineFixes, type FixedCause } from './combine-fixes.ts';
import { groupByReadiness } from './group-fixes.ts';
import { linesTouched } from './line-edits.ts';
import { locateSettings } from './locate-settings.ts';
import { ended } from './outcome.ts';
import type { Remediation, RemediationRequest } from './request.ts';
import { type RootCause, triageFinding } from './root-cause.ts';
import { differencesFrom } from './settings.ts';
import { codeOf, openWorkshop, type Workshop } from './workshop.ts';

/**
 * The main job on one checkout: findings in, outcomes and changes out. Every finding ends in exactly one
 * outcome. Needs no network, no credentials and no store.
 */
export async function remediate(request: RemediationRequest): Promise<Remediation> {
  const workshop = openWorkshop(request);
  const outcomes = new Map<Finding, FindingOutcome>();
  const causes = findCauses(workshop, outcomes);
  const fixed = await fixEach(workshop, causes, outcomes);
  const changes = await makeChanges(workshop, fixed, outcomes);
  return { outcomes: request.findings.flatMap((finding) => outcomes.get(finding) ?? []), changes };
}

function findCauses(
  workshop: Workshop,
  outcomes: Map<Finding, FindingOutcome>,
): readonly RootCause[] {
  const { config, state, findings, onProgress } = workshop.request;
  const locate = createLocator(locateSettings(config, state));
  const causes = new Map<string, RootCause & { readonly findings: Finding[] }>();
  findings.forEach((finding, index) => {
    onProgress?.(index, findings.length);
    const triaged = triageFinding(workshop, locate, finding);
    if (triaged.kind === 'ended') {
      outcomes.set(finding, triaged.outcome);
      return;
    }
    const known = causes.get(triaged.cause.key);
    if (known === undefined)
      causes.set(triaged.cause.key, { ...triaged.cause, findings: [finding] });
    else known.findings.push(finding);
  });
  return [...causes.values()];
}

async function fixEach(
  workshop: Workshop,
  causes: readonly RootCause[],
  outcomes: Map<Finding, FindingOutcome>,
): Promise<readonly FixedCause[]> {
  const fixed: FixedCause[] = [];
  for (const [index, cause] of causes.entries()) {
    workshop.request.onProgress?.(index, causes.length);
    const fix = await attemptGuarded(workshop, cause);
    if (fix.kind === 'fix') fixed.push({ cause, fix, edits: fix.edits });
    else endAll(workshop, cause, fix, outcomes);
  }
  return fixed;
}

/** A mistake of ours in one fix costs that fix only. */
async function attemptGuarded(workshop: Workshop, cause: RootCause): Promise<ProvenFix | NoFix> {
  try {
    return await attemptFix(workshop, codeOf(workshop, cause.location.language), cause);
  } catch (error) {
    const reason = `an internal error kept the fix from being made: ${messageOf(error)}`;
    return { kind: 'none', outcome: 'unproven', reason, proofs: [], risk: null };
  }
}

async function makeChanges(
  workshop: Workshop,
  fixed: readonly FixedCause[],
  outcomes: Map<Finding, FindingOutcome>,
): Promise<readonly PullRequestContent[]> {
  const changes: PullRequestContent[] = [];
  for (const group of groupsOf(workshop, fixed)) {
    const [first] = group;
    if (first === undefined) continue;
    const combined = await combineFixes(
      workshop,
      codeOf(workshop, first.cause.location.language),
      group,
    );
    for (const { cause, reason } of combined.dropped) endAll(workshop, cause, reason, outcomes);
    if (combined.fixed.length === 0) continue;
    const content = changeOf(`c${changes.length + 1}`, combined.fixed, combined.edits);
    for (const { finding, outcome } of content.findings) outcomes.set(finding, outcome);
    changes.push(content);
  }
  return changes;
}

/** What a change carries already stays in it; of the rest, what meets in a line becomes one change. */
function groupsOf(
  workshop: Workshop,
  fixed: readonly FixedCause[],
): readonly (readonly FixedCause[])[] {
  const { carried } = workshop.request;
  const carrierOf = (one: FixedCause) =>
    fingerprintsOf(one).flatMap((each) => carried?.get(each) ?? [])[0] ?? null;
  const byCarrier = Map.groupBy(fixed, carrierOf);
  const places = (byCarrier.get(null) ?? []).map((one) => ({
    one,
    edits: one.edits,
    lines: one.edits.map((edit) => linesTouched(edit, textOf(workshop, edit.path))),
    isReady: one.fix.blockers.length === 0,
  }));
  byCarrier.delete(null);
  const groups = groupByReadiness(places).map((each) => each.map(({ one }) => one));
  return [...byCarrier.values(), ...groups];
}

function textOf({ request }: Workshop, path: string): string {
  const source = request.tree.read(path);
  return source.ok ? source.text : '';
}

function endAll(
  workshop: Workshop,
  cause: RootCause,
  { outcome, reason, proofs, risk }: NoFix,
  outcomes: Map<Finding, FindingOutcome>,
): void {
  const template = cause.templates[0]?.template.id ?? null;
  for (const finding of cause.findings) {
    const end = ended(finding, outcome, reason);
    const about = { ...end, location: cause.location, template, proofs, risk };
    if (outcome !== 'already-fixed') outcomes.set(finding, about);
    else {
      const differences = differencesFrom(workshop, cause, finding);
      outcomes.set(finding, { ...about, differences });
    }
  }
}

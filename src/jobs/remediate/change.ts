import { withoutInstanceKeys } from '../../model/address.ts';
import type { Finding } from '../../model/finding.ts';
import type { Change, FindingOutcome, Priority } from '../../model/outcome.ts';
import type { ChangeFinding, PullRequestContent } from '../../model/pull-request.ts';
import type { TextEdit } from '../../model/source.ts';
import { pullRequestTitle } from '../../pipeline/deliver/names.ts';
import { prioritise } from '../../pipeline/triage/prioritise.ts';
import { requirements } from '../../pipeline/triage/requirements.ts';
import type { FixedCause } from './combine-fixes.ts';

/** One pull request's worth of fixes, with everything that its words are made of. */
export function changeOf(
  id: string,
  fixed: readonly FixedCause[],
  edits: readonly TextEdit[],
): PullRequestContent {
  const findings = fixed.flatMap((each) => changeFindings(id, each));
  const blockers = [...new Set(fixed.flatMap(({ fix }) => fix.blockers))];
  const change: Change = {
    id,
    title: summary(fixed),
    readyToMerge: blockers.length === 0,
    blockers,
    priority: mostUrgent(findings.map(({ finding }) => prioritise(finding))),
    edits,
    findings: findings.map(({ finding }) => finding.id),
    fingerprints: [...new Set(fixed.flatMap(fingerprintsOf))].sort(),
  };
  const content: PullRequestContent = {
    change,
    findings,
    notes: [...new Set(fixed.flatMap(({ fix }) => fix.notes))],
  };
  return { ...content, change: { ...change, title: pullRequestTitle(content) } };
}

function changeFindings(id: string, { cause, fix }: FixedCause): ChangeFinding[] {
  const [main] = fix.templates;
  return cause.findings.map((finding) => ({
    finding,
    outcome: fixedOutcome(id, finding, { cause, fix }),
    words: {
      exposure: main?.template.summary ?? '',
      change: `${main?.template.title ?? ''}: ${cause.location.address}`,
      rollback: fix.rollback,
      requirements: requirements(finding),
    },
  }));
}

function fixedOutcome(
  id: string,
  finding: Finding,
  { cause, fix }: Omit<FixedCause, 'edits'>,
): FindingOutcome {
  return {
    id: finding.id,
    source: finding.source,
    control: finding.control,
    resource: finding.resource.id,
    outcome: 'fixed',
    reason: null,
    location: cause.location,
    template: fix.templates[0]?.template.id ?? null,
    risk: fix.risk,
    proofs: fix.proofs,
    change: id,
  };
}

/** What a root cause is known by over runs: template, file and block. Lines and instances may move. */
export function fingerprint(template: string, file: string, address: string): string {
  return `${template}|${file}|${withoutInstanceKeys(address)}`;
}

/** The fingerprints of all that a fix mends. */
export function fingerprintsOf({ cause, fix }: FixedCause): string[] {
  const { file, address } = cause.location;
  return fix.templates.map(({ template }) => fingerprint(template.id, file, address));
}

function summary(fixed: readonly FixedCause[]): string {
  const titles = [
    ...new Set(fixed.flatMap(({ fix }) => fix.templates.map(({ template }) => template.title))),
  ];
  const addresses = [...new Set(fixed.map(({ cause }) => cause.location.address))];
  const [first = ''] = titles;
  const what = titles.length > 1 ? `${first} and ${titles.length - 1} more` : first;
  const where =
    addresses.length > 1 ? `${addresses[0]} and ${addresses.length - 1} more` : addresses[0];
  return `${what} (${where})`;
}

function mostUrgent(priorities: readonly Priority[]): Priority {
  return [...priorities].sort()[0] ?? 'P4';
}

import type { Finding } from '../../model/finding.ts';
import type { EvaluationContext } from '../../model/language.ts';
import type { FindingOutcome, Location } from '../../model/outcome.ts';
import type { ResourceInCode } from '../../model/resource.ts';
import { type Template, templatesFor } from '../../pipeline/fix/index.ts';
import type { Located, Locator } from '../../pipeline/locate/locate.ts';
import { contextOf } from '../../pipeline/locate/locate.ts';
import { type MissingSetting, placeMissing } from './missing-setting.ts';
import { ended } from './outcome.ts';
import type { ConfiguredTemplate, PlaceSettings } from './place-settings.ts';
import { screenFinding } from './screen-finding.ts';
import { searchFor } from './search-for.ts';
import type { Workshop } from './workshop.ts';

/** One thing to mend: templates that apply to one located resource, and every finding that it would close. */
export interface RootCause {
  readonly key: string;
  readonly templates: readonly ConfiguredTemplate[];
  readonly resources: readonly ResourceInCode[];
  readonly location: Location;
  readonly context: EvaluationContext;
  /** A setting of the account that is to be added beside the resource, which only lends its place. */
  readonly missing: MissingSetting | null;
  readonly findings: readonly Finding[];
}

/** A finding is either at its end already, or has a root cause. */
export type Triaged =
  | { readonly kind: 'ended'; readonly outcome: FindingOutcome }
  | { readonly kind: 'open'; readonly cause: Omit<RootCause, 'findings'> };

const severities = ['INFORMATIONAL', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL'];

/** Without overrides the same holds everywhere, and nothing has to be located to know it. */
const ANYWHERE = { path: '', root: '' };

/** Whether a finding is to be worked on, by which templates, and where. */
export function triageFinding(workshop: Workshop, locate: Locator, finding: Finding): Triaged {
  const { config, templates } = workshop.request;
  const screened = screenFinding(templates, finding);
  if (screened !== null) return end(screened);
  const answering = templatesFor(templates, finding);
  const anywhere = config.overrides.length === 0 ? workshop.settingsAt(ANYWHERE) : null;
  const left = anywhere === null ? null : leftAlone(anywhere, answering, finding);
  if (left !== null) return end(left);
  const usable = anywhere === null ? answering : usableOf(anywhere, answering).map(templateOf);
  const found = locate(finding, searchFor(workshop, usable, finding.resource));
  const place =
    found.kind === 'not-located' && found.location === null
      ? placeMissing(workshop, config.directories, finding.resource, usable)
      : null;
  if (place?.kind === 'open') return end(ended(finding, 'not-located', place.reason));
  const located = place?.located ?? found;
  if (located.kind !== 'located') {
    return end({ ...ended(finding, located.kind, located.reason), location: located.location });
  }
  const [here, ...others] = new Set(located.resources.map(workshop.settingsAt));
  const { location } = located;
  if (here === undefined || others.length > 0) {
    const reason = `${location.address} is part of environments for which the configuration says different things; a Terraform state or a hint in the configuration would tell which one is meant.`;
    return end({ ...ended(finding, 'ambiguous', reason), location });
  }
  const leftThere = leftAlone(here, answering, finding);
  if (leftThere !== null) return end({ ...leftThere, location });
  const missing = place?.missing ?? null;
  return { kind: 'open', cause: causeOf(finding, usableOf(here, answering), located, missing) };
}

function end(outcome: FindingOutcome): Triaged {
  return { kind: 'ended', outcome };
}

function usableOf(
  { templates }: PlaceSettings,
  answering: readonly Template[],
): readonly ConfiguredTemplate[] {
  return templates.filter(({ template }) => answering.includes(template));
}

function templateOf({ template }: ConfiguredTemplate): Template {
  return template;
}

/** The end of a finding that the settings of its place say nothing is to be done about; null when something is. */
function leftAlone(
  settings: PlaceSettings,
  answering: readonly Template[],
  finding: Finding,
): FindingOutcome | null {
  const { enabled, minimumSeverity, unusable } = settings;
  if (!enabled)
    return ended(finding, 'excepted', 'the configuration wants no fixes where its code stands.');
  if (severities.indexOf(finding.severity) < severities.indexOf(minimumSeverity)) {
    const reason = `its severity ${finding.severity} is below ${minimumSeverity}, the least that the configuration wants worked on.`;
    return ended(finding, 'excepted', reason);
  }
  if (usableOf(settings, answering).length > 0) return null;
  const reasons = answering.flatMap(({ id }) => unusable.get(id) ?? []);
  return ended(finding, 'no-template', `${reasons.join('; ')}.`);
}

function causeOf(
  finding: Finding,
  templates: readonly ConfiguredTemplate[],
  { resources, location }: Extract<Located, { kind: 'located' }>,
  missing: MissingSetting | null,
): Omit<RootCause, 'findings'> {
  const ids = templates.map(({ template }) => template.id);
  const places = resources.map(({ root, address }) => `${root}#${address}`);
  return {
    key: JSON.stringify([ids, places, missing]),
    templates,
    resources,
    location,
    context: contextOf(finding.resource),
    missing,
  };
}

import type { Finding } from '../../model/finding.ts';
import type { EvaluationContext } from '../../model/language.ts';
import type { FindingOutcome, Location } from '../../model/outcome.ts';
import type { ResourceInCode } from '../../model/resource.ts';
import { templatesFor } from '../../pipeline/fix/index.ts';
import type { Located, Locator } from '../../pipeline/locate/locate.ts';
import { contextOf } from '../../pipeline/locate/locate.ts';
import { ended } from './outcome.ts';
import { screenFinding } from './screen-finding.ts';
import { searchFor } from './search-for.ts';
import type { ConfiguredTemplate, Workshop } from './workshop.ts';

/** One thing to mend: templates that apply to one located resource, and every finding that it would close. */
export interface RootCause {
  readonly key: string;
  readonly templates: readonly ConfiguredTemplate[];
  readonly resources: readonly ResourceInCode[];
  readonly location: Location;
  readonly context: EvaluationContext;
  readonly findings: readonly Finding[];
}

/** A finding is either at its end already, or has a root cause. */
export type Triaged =
  | { readonly kind: 'ended'; readonly outcome: FindingOutcome }
  | { readonly kind: 'open'; readonly cause: Omit<RootCause, 'findings'> };

const severities = ['INFORMATIONAL', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL'];

/** Whether a finding is to be worked on, by which templates, and where. */
export function triageFinding(workshop: Workshop, locate: Locator, finding: Finding): Triaged {
  const { minimumSeverity } = workshop.request.config;
  const screened = screenFinding(workshop.request.templates, finding);
  if (screened !== null) return end(screened);
  if (severities.indexOf(finding.severity) < severities.indexOf(minimumSeverity)) {
    const reason = `its severity ${finding.severity} is below ${minimumSeverity}, the least that the configuration wants worked on.`;
    return end(ended(finding, 'excepted', reason));
  }
  const templates = configuredTemplates(workshop, finding);
  if (templates.length === 0)
    return end(ended(finding, 'no-template', unusableTemplates(workshop, finding)));
  const located = locate(
    finding,
    searchFor(
      workshop,
      templates.map(({ template }) => template),
    ),
  );
  if (located.kind !== 'located') {
    return end({ ...ended(finding, located.kind, located.reason), location: located.location });
  }
  return { kind: 'open', cause: causeOf(finding, templates, located) };
}

function end(outcome: FindingOutcome): Triaged {
  return { kind: 'ended', outcome };
}

function configuredTemplates(workshop: Workshop, finding: Finding): readonly ConfiguredTemplate[] {
  const wanted = new Set(templatesFor(workshop.request.templates, finding));
  return workshop.templates.filter(({ template }) => wanted.has(template));
}

function unusableTemplates(workshop: Workshop, finding: Finding): string {
  const reasons = templatesFor(workshop.request.templates, finding).flatMap(
    (template) => workshop.unusable.get(template.id) ?? [],
  );
  return `${reasons.join('; ')}.`;
}

function causeOf(
  finding: Finding,
  templates: readonly ConfiguredTemplate[],
  { resources, location }: Extract<Located, { kind: 'located' }>,
): Omit<RootCause, 'findings'> {
  const ids = templates.map(({ template }) => template.id);
  const places = resources.map(({ root, address }) => `${root}#${address}`);
  return {
    key: JSON.stringify([ids, places]),
    templates,
    resources,
    location,
    context: contextOf(finding.resource),
  };
}

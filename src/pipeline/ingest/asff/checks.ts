import {
  controlById,
  controlForCheck,
  controlForServiceLinkedRule,
  legacyControlId,
} from '../../../model/controls.ts';
import type { CheckId } from '../../../model/finding.ts';
import type { AsffFinding } from './schema.ts';

/** The names of the check behind a finding, and Security Hub's control id where there is one. */
export interface Checks {
  readonly control: string | null;
  readonly checks: readonly CheckId[];
}

/** Reads them from where the product of the finding writes them. */
export function checksOf(source: string, finding: AsffFinding, type: string | null): Checks {
  const generator = finding.GeneratorId ?? '';
  if (source === 'prowler') {
    const id = generator.replace(/^prowler-/, '');
    const control = controlForCheck('prowler', id, type)?.id ?? null;
    return { control, checks: [{ scheme: 'prowler', id }] };
  }
  if (source === 'aws-config') {
    const rule = finding.ProductFields?.['aws/config/ConfigRuleName'] ?? finding.Title;
    return named(typeof rule === 'string' ? (controlForServiceLinkedRule(rule)?.id ?? null) : null);
  }
  return source === 'security-hub' ? securityHubChecks(finding, generator) : named(null);
}

function securityHubChecks(finding: AsffFinding, generator: string): Checks {
  const [, consolidated] = /^security-control\/(.+)$/.exec(generator) ?? [];
  const legacy = [generator, finding.ProductFields?.StandardsControlArn]
    .filter((id) => typeof id === 'string' && id !== '' && consolidated === undefined)
    .map(String);
  const control =
    finding.Compliance?.SecurityControlId ??
    consolidated ??
    legacy.map(legacyControlId).find((id) => id !== null) ??
    null;
  const { checks, control: canonical } = named(control);
  const [standard] = legacy;
  const cis = /cis-aws-foundations-benchmark\/v\/([\d.]+)\/(?:rule\/)?([\d.]+)$/.exec(
    standard ?? '',
  );
  return {
    control: canonical,
    checks: [
      ...checks,
      ...(standard === undefined ? [] : [{ scheme: 'security-hub-legacy' as const, id: standard }]),
      ...(cis === null ? [] : [{ scheme: 'cis' as const, id: `${cis[1]}/${cis[2]}` }]),
    ],
  };
}

/** Known controls get Security Hub's own spelling; `iam.9` is written in ids. */
function named(control: string | null): Checks {
  if (control === null) return { control, checks: [] };
  const id = controlById(control)?.id ?? control;
  return { control: id, checks: [{ scheme: 'security-hub', id }] };
}

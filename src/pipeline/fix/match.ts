import type { JsonObject } from '../../foundation/json.ts';
import type { CheckId, Finding } from '../../model/finding.ts';
import type { TemplateFindings } from './schema.ts';
import type { Template } from './template.ts';

/** The templates that answer a finding, by its control or by any name of its check. */
export function templatesFor(
  templates: readonly Template[],
  finding: Pick<Finding, 'control' | 'checks'>,
): readonly Template[] {
  const names: CheckId[] = [...finding.checks];
  if (finding.control !== null) names.push({ scheme: 'security-hub', id: finding.control });
  return templates.filter((template) => names.some((name) => answers(template.findings, name)));
}

function answers(findings: TemplateFindings, check: CheckId): boolean {
  switch (check.scheme) {
    case 'config-rule':
      return (findings['config-rule'] ?? []).some((rule) =>
        typeof rule === 'string'
          ? rule === check.id
          : rule.id === check.id && hasParameters(check.parameters ?? {}, rule.parameters),
      );
    case 'cis':
      return Object.entries(findings.cis ?? {}).some(([version, ids]) =>
        ids.some((id) => `${version}/${id}` === check.id),
      );
    default:
      return findings[check.scheme]?.includes(check.id) ?? false;
  }
}

/** Config's input parameters are strings, whatever was written. */
function hasParameters(given: JsonObject, wanted: JsonObject): boolean {
  return Object.entries(wanted).every(
    ([name, value]) => Object.hasOwn(given, name) && String(given[name]) === String(value),
  );
}

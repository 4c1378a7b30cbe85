import type { Json } from '../../../foundation/json.ts';
import { controlForCheck } from '../../../model/controls.ts';
import type { CheckId, CodeLocation, Severity } from '../../../model/finding.ts';
import { codePath } from '../code-path.ts';
import { complaint } from '../fields.ts';
import { type Format, finding, invalid, type Reading, setAside } from '../format.ts';
import { severityOf } from '../severity.ts';
import { shown } from '../words.ts';
import { type SarifResult, type SarifRule, sarifResult, sarifRule, sarifRun } from './schema.ts';

/** Scanners of infrastructure code, by the name in their reports. */
const scanners: ReadonlyMap<string, 'checkov' | 'trivy' | 'kics'> = new Map([
  ['checkov', 'checkov'],
  ['trivy', 'trivy'],
  ['kics', 'kics'],
]);

/** Findings in code, as Checkov, Trivy and KICS write them: the place is given. */
export const sarif: Format = {
  id: 'sarif',
  recognises: (value) => Array.isArray(value.runs),
  read: ({ value, path }) => {
    const runs = Array.isArray(value.runs) ? value.runs : [];
    return runs.flatMap((run: Json, index) => readRun(run, `${path}.runs[${index}]`));
  },
};

function readRun(run: Json, path: string): readonly Reading[] {
  const parsed = sarifRun.safeParse(run);
  if (!parsed.success) return [invalid(null, 'sarif', complaint(path, parsed.error))];
  const { tool, results } = parsed.data;
  const name = tool.driver.name;
  const scanner = scanners.get(name.toLowerCase());
  if (scanner === undefined) {
    const known = 'Checkov, Trivy and KICS';
    return [
      setAside(
        null,
        'sarif',
        `${path}: results of ${shown(name)} are not read, those of ${known} are.`,
      ),
    ];
  }
  const rules = new Map(
    (tool.driver.rules ?? []).flatMap((entry) => {
      const { success, data } = sarifRule.safeParse(entry);
      return success ? [[data.id, data] as const] : [];
    }),
  );
  return (results ?? []).map((value, index) =>
    readResult(scanner, value, `${path}.results[${index}]`, rules),
  );
}

function readResult(
  scanner: 'checkov' | 'trivy' | 'kics',
  value: unknown,
  path: string,
  rules: ReadonlyMap<string, SarifRule>,
): Reading {
  const parsed = sarifResult.safeParse(value);
  if (!parsed.success) return invalid(null, scanner, complaint(path, parsed.error));
  const result = parsed.data;
  if (/^(CVE|GHSA|DSA|DLA|RHSA|ALAS)-/.test(result.ruleId)) {
    return setAside(
      result.ruleId,
      scanner,
      `${path}: a vulnerability in software, not configuration.`,
    );
  }
  const place = placeOf(result);
  if (place === null) {
    return invalid(null, scanner, `${path}.locations[0]: the file is outside of the repository.`);
  }
  const rule = rules.get(result.ruleId);
  const check = checkOf(scanner, result.ruleId);
  const control = controlForCheck(check.scheme, check.id);
  const logical = result.locations[0]?.logicalLocations ?? [];
  const names = logical.flatMap((each) => each.fullyQualifiedName ?? each.name ?? []);
  return finding({
    id: [scanner, check.id, place.path, place.line, ...names.slice(0, 1)].join(':'),
    source: scanner,
    control: control?.id ?? null,
    checks: [check],
    title: rule?.shortDescription?.text ?? result.message?.text ?? check.id,
    description: rule?.fullDescription?.text ?? result.message?.text ?? '',
    severity: severity(result, rule) ?? control?.severity ?? 'MEDIUM',
    status: result.kind === 'pass' ? 'passed' : 'failed',
    active: (result.suppressions ?? []).length === 0,
    resource: {
      id: `${place.path}:${place.line}`,
      type: null,
      partition: null,
      account: null,
      region: null,
      tags: {},
      names,
      details: {},
    },
    requirements: [],
    remediationUrl: rule?.helpUri?.startsWith('https://') ? rule.helpUri : null,
    firstSeen: null,
    updatedAt: null,
    codeLocation: place,
  });
}

function checkOf(scanner: 'checkov' | 'trivy' | 'kics', ruleId: string): CheckId {
  // Trivy left out the prefix in later versions.
  const id = scanner === 'trivy' ? ruleId.replace(/^(?:AVD-)?(?=AWS-\d)/, 'AVD-') : ruleId;
  return { scheme: scanner, id };
}

function placeOf(result: SarifResult): CodeLocation | null {
  const location = result.locations[0]?.physicalLocation;
  const path = location === undefined ? null : codePath(location.artifactLocation.uri);
  if (path === null) return null;
  const line = location?.region?.startLine ?? 1;
  return { path, line, endLine: Math.max(line, location?.region?.endLine ?? line) };
}

/** GitHub's convention gives a score from 0 to 10; without it the level of the result counts. */
function severity(result: SarifResult, rule: SarifRule | undefined): Severity | null {
  const score = rule?.properties?.['security-severity'];
  if (typeof score !== 'number' || score <= 0) {
    return severityOf(rule?.properties?.severity) ?? severityOf(result.level);
  }
  if (score >= 9) return 'CRITICAL';
  if (score >= 7) return 'HIGH';
  return score >= 4 ? 'MEDIUM' : 'LOW';
}

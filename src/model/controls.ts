import data from './controls.data.json' with { type: 'json' };
import type { CheckScheme, Severity } from './finding.ts';

/**
 * What is known about Security Hub's controls. The data is made by `test/data/refresh-controls.ts`; it
 * has 263 of them, so an id that is missing here may still exist.
 */
export interface Control {
  /** Security Hub's id, in its spelling: `S3.8`, `Opensearch.1`. */
  readonly id: string;
  readonly title: string;
  /** CloudFormation type names of the resources that it is reported on; `AWS::::Account` for accounts. */
  readonly types: readonly string[];
  /** Terraform's types for them, and companions that hold the setting. */
  readonly terraform: readonly string[];
  /** Name of the Config rule that Security Hub creates for it (`restricted-ssh`); null when there is none. */
  readonly ruleName: string | null;
  /** Source identifier of the managed Config rule behind it; null when Security Hub has its own. */
  readonly configRule: string | null;
  /** Parameters that tell it from other controls of the same rule. */
  readonly parameters: readonly (readonly string[])[];
  /** Recommendations of the CIS AWS Foundations Benchmark: pairs of version (`5.0.0`) and number (`2.1.4`). */
  readonly cis: readonly (readonly string[])[];
  /** NIST SP 800-53 Rev. 5 requirements: `AC-4(21)`. */
  readonly nist: readonly string[];
  readonly severity: Severity;
}

// The file has Security Hub's labels only; JSON's type says no more than string.
const controls = data.controls as readonly Control[];
const byId = new Map(controls.map((control) => [control.id.toLowerCase(), control]));
const byRule = Map.groupBy(controls, (control) => control.configRule);
const legacy = new Map(Object.entries(data.legacy).map(([id, to]) => [id.toLowerCase(), to]));
const byCheck = new Map<CheckScheme, ReadonlyMap<string, readonly string[]>>([
  ['prowler', new Map(Object.entries(data.checks.prowler))],
  ['checkov', new Map(Object.entries(data.checks.checkov))],
]);

/** The control with this id, whatever its capitals (`iam.9`); null when it is not in the data. */
export function controlById(id: string): Control | null {
  return byId.get(id.toLowerCase()) ?? null;
}

/**
 * Security Hub's one id for a standard's own: `pci-dss/v/3.2.1/PCI.EC2.5`,
 * `arn:aws:securityhub:::ruleset/cis-aws-foundations-benchmark/v/1.2.0/rule/4.1` (generator ids) and
 * `arn:aws:securityhub:eu-west-1:1…:control/…/S3.8` (control ARNs) among them. Null when unknown.
 */
export function legacyControlId(id: string): string | null {
  const path = id
    .replace(/^arn:[^:]*:securityhub:[^:]*:[^:]*:(ruleset|control)\//, '')
    .replace('/rule/', '/');
  const listed = legacy.get(path.toLowerCase());
  if (listed !== undefined) return listed;
  const [, own] = /\/v\/[\d.]+\/(?:CT\.)?([A-Za-z][A-Za-z0-9]*\.\d+)$/.exec(path) ?? [];
  // Standards other than CIS and PCI DSS use the ids that became common to all, but for one.
  return own === undefined ? null : own.replace(/^ELBv2\.1$/, 'ELB.1');
}

/** The control behind a standard's own id; null when the id or the control is unknown. */
export function controlForLegacyId(id: string): Control | null {
  const control = legacyControlId(id);
  return control === null ? null : controlById(control);
}

/**
 * The control that a managed Config rule checks, by its source identifier (`INCOMING_SSH_DISABLED`).
 * Controls that share a rule are told apart by its input parameters; null when they do not decide.
 */
export function controlForConfigRule(
  identifier: string,
  parameters: Readonly<Record<string, unknown>> = {},
): Control | null {
  const candidates = byRule.get(identifier.toUpperCase()) ?? [];
  const [only] = candidates;
  if (only === undefined || candidates.length === 1) return only ?? null;
  const given = new Map(
    Object.entries(parameters)
      .filter(([, value]) => value !== '' && value !== null)
      .map(([name, value]) => [name.toLowerCase(), normal(value)]),
  );
  const equal = candidates.filter(
    (control) =>
      control.parameters.length === given.size &&
      control.parameters.every(
        ([name = '', value]) => given.get(name.toLowerCase()) === normal(value),
      ),
  );
  if (equal.length === 1) return equal[0] ?? null;
  const general = candidates.filter((control) => control.parameters.length === 0);
  return general.length === 1 ? (general[0] ?? null) : null;
}

/**
 * The control for which Security Hub made a rule of its own in Config: `securityhub-restricted-ssh-9412a869`.
 * Such rules are service-linked, so what they check is fixed. Null for other names, which say nothing for
 * sure. A lookalike would only lead to a fix whose predicate the code has to meet first.
 */
export function controlForServiceLinkedRule(name: string): Control | null {
  const [, rule] = /^securityhub-([a-z0-9-]+)-[0-9a-z]{6,8}$/.exec(name) ?? [];
  const candidates = controls.filter(({ ruleName }) => ruleName !== null && ruleName === rule);
  return candidates.length === 1 ? (candidates[0] ?? null) : null;
}

/**
 * The control that means what another scanner's check means. The equivalence is a judgement. Where the
 * check covers several controls, the resource's CloudFormation type decides; null when it does not.
 */
export function controlForCheck(
  scheme: CheckScheme,
  id: string,
  type?: string | null,
): Control | null {
  if (scheme === 'security-hub') return controlById(id);
  if (scheme === 'security-hub-legacy') return controlForLegacyId(id);
  if (scheme === 'config-rule') return controlForConfigRule(id);
  const candidates = (byCheck.get(scheme)?.get(id) ?? []).flatMap(
    (each) => controlById(each) ?? [],
  );
  if (candidates.length === 1) return candidates[0] ?? null;
  const fitting = candidates.filter((control) => type != null && control.types.includes(type));
  return fitting.length === 1 ? (fitting[0] ?? null) : null;
}

/** Every control in the data. */
export function allControls(): readonly Control[] {
  return controls;
}

function normal(value: unknown): string {
  return String(value).replaceAll(' ', '').toLowerCase();
}

import type { JsonObject } from '../foundation/json.ts';

/** How bad the source says it is. Security Hub's labels; others are mapped onto them. */
export type Severity = 'CRITICAL' | 'HIGH' | 'MEDIUM' | 'LOW' | 'INFORMATIONAL';

/** What the source says about the resource now. Only `failed` is worked on. */
export type ComplianceStatus = 'failed' | 'passed' | 'warning' | 'not-available';

/** How a source has closed a finding. Security Hub resolves what passes; the others say nothing of the resource. */
export type Closure = 'archived' | 'suppressed' | 'resolved';

/** A name under which some tool knows a check, e.g. `{scheme: 'security-hub', id: 'S3.8'}`. */
export interface CheckId {
  readonly scheme: CheckScheme;
  readonly id: string;
  /** A Config rule's input parameters, where the meaning depends on them. */
  readonly parameters?: JsonObject;
}

/**
 * `security-hub`: a control id (`S3.8`). `security-hub-legacy`: a generator id of a standard before
 * consolidated findings (`pci-dss/v/3.2.1/PCI.S3.1`). `config-rule`: a source identifier
 * (`S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED`). `cis`: `5.0.0/2.1.4`. The rest are scanners' own ids.
 */
export type CheckScheme =
  | 'security-hub'
  | 'security-hub-legacy'
  | 'config-rule'
  | 'cis'
  | 'prowler'
  | 'checkov'
  | 'trivy'
  | 'kics';

/** The cloud resource that a finding is about, as the source describes it. */
export interface CloudResource {
  /** The source's id: mostly an ARN, sometimes a bare id (`sg-0123`). */
  readonly id: string;
  /** CloudFormation's type name (`AWS::S3::Bucket`), whatever the source's spelling; null when unknown. */
  readonly type: string | null;
  readonly partition: string | null;
  readonly account: string | null;
  readonly region: string | null;
  readonly tags: Readonly<Record<string, string>>;
  /** Names and ids by which code may know the resource, from the ARN and the details; most specific first. */
  readonly names: readonly string[];
  /** What else the source tells about it (Security Hub's `Details`, OCSF's `data`), untrusted. */
  readonly details: JsonObject;
}

/** A place in code that a code scanner reported itself (SARIF): nothing is left to be located. */
export interface CodeLocation {
  readonly path: string;
  readonly line: number;
  readonly endLine: number;
}

/** One failed check on one resource, from any source, in our words. */
export interface Finding {
  /** Unique within its source. */
  readonly id: string;
  /** `security-hub`, `aws-config`, `prowler`, `checkov` … */
  readonly source: string;
  /** Security Hub's control id (`S3.8`) where the check is known by one. */
  readonly control: string | null;
  /** Every name of the check that the report carries. */
  readonly checks: readonly CheckId[];
  readonly title: string;
  readonly description: string;
  readonly severity: Severity;
  readonly status: ComplianceStatus;
  /** False for archived, suppressed and resolved findings. */
  readonly active: boolean;
  /** How it was closed, where the source tells. */
  readonly closure?: Closure;
  readonly resource: CloudResource;
  /** Requirements as the source writes them (`NIST.800-53.r5 AC-21`). */
  readonly requirements: readonly string[];
  readonly remediationUrl: string | null;
  readonly firstSeen: string | null;
  readonly updatedAt: string | null;
  /** When the source recorded the configuration that it evaluated, where it tells (Config). */
  readonly configuredAt?: string;
  readonly codeLocation: CodeLocation | null;
}

/** A report that could not be read as a finding. */
export interface InvalidFinding {
  readonly id: string | null;
  readonly source: string;
  /** What is wrong and where (a JSON path), in one sentence. */
  readonly reason: string;
}

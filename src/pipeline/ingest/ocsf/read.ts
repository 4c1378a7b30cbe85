import { isJsonObject, type JsonObject } from '../../../foundation/json.ts';
import { parseArn } from '../../../model/arn.ts';
import { controlById, controlForCheck } from '../../../model/controls.ts';
import type { CheckId, Closure, CloudResource, ComplianceStatus } from '../../../model/finding.ts';
import { complaint } from '../fields.ts';
import { type Format, finding, type Item, invalid, type Reading, setAside } from '../format.ts';
import { cloudResource } from '../resource.ts';
import { severityOf } from '../severity.ts';
import { isoTime } from '../time.ts';
import { shown, sourceName } from '../words.ts';
import { type OcsfFinding, type OcsfResource, ocsfFinding } from './schema.ts';

const COMPLIANCE_FINDING = 2003;
const CLOSE = 3;
/** `status_id`; smaller ones are new, in progress or unknown. */
const closures: Readonly<Record<number, Closure>> = {
  3: 'suppressed',
  4: 'resolved',
  5: 'archived',
  6: 'archived',
};
const MOST_REQUIREMENTS = 50;

const statuses: Readonly<Record<string, ComplianceStatus>> = {
  fail: 'failed',
  pass: 'passed',
  warning: 'warning',
};

/** Findings of the Open Cybersecurity Schema Framework, as Security Hub (v2) and Prowler write them. */
export const ocsf: Format = {
  id: 'ocsf',
  recognises: (value) => 'class_uid' in value || 'finding_info' in value,
  read: (item) => [readOne(item)],
};

function readOne({ value, path }: Item): Reading {
  const parsed = ocsfFinding.safeParse(value);
  const source = sourceOf(value);
  if (!parsed.success) return invalid(null, source, complaint(path, parsed.error));
  const read = parsed.data;
  const { uid } = read.finding_info;
  // Prowler writes its checks as detection findings.
  if (read.class_uid !== COMPLIANCE_FINDING && source !== 'prowler') {
    const name = shown(read.class_name ?? `class ${read.class_uid}`);
    return setAside(uid, source, `A finding of the kind "${name}" is no check of configuration.`);
  }
  const provider = shown(read.cloud?.provider?.toLowerCase() ?? 'no cloud');
  if (provider !== 'aws') {
    return setAside(uid, source, `It is about ${provider}; only resources of AWS are worked on.`);
  }
  const [first] = read.resources;
  if (first === undefined) return invalid(uid, source, `${path}.resources: is empty.`);
  const resource = resourceOf(read, first);
  const check = checkOf(source, read);
  const control = check === null ? null : controlForCheck(check.scheme, check.id, resource.type);
  const info = read.finding_info;
  const closure = closureOf(read);
  return finding({
    id: uid,
    source,
    control: control?.id ?? (check?.scheme === 'security-hub' ? check.id : null),
    checks: check === null ? [] : [check],
    title: info.title ?? check?.id ?? uid,
    description: info.desc ?? '',
    severity: severityOf(read.severity) ?? control?.severity ?? 'MEDIUM',
    status: statusOf(read),
    active: closure === null,
    ...(closure === null ? {} : { closure }),
    resource,
    requirements: requirementsOf(read),
    remediationUrl: read.remediation?.references?.find((url) => url !== null) ?? null,
    firstSeen: info.first_seen_time_dt ?? info.created_time_dt ?? isoTime(info.created_time),
    updatedAt:
      info.modified_time_dt ??
      isoTime(info.modified_time) ??
      info.created_time_dt ??
      isoTime(info.created_time),
    codeLocation: null,
  });
}

function sourceOf(value: JsonObject): string {
  const parsed = ocsfFinding.pick({ metadata: true }).safeParse(value);
  const product = parsed.success ? parsed.data.metadata?.product : null;
  if (product?.name === 'Prowler' || product?.uid === 'prowler') return 'prowler';
  return sourceName(product?.name) ?? 'ocsf';
}

function checkOf(source: string, read: OcsfFinding): CheckId | null {
  if (source === 'prowler') {
    const id = read.metadata?.event_code;
    return id == null ? null : { scheme: 'prowler', id };
  }
  const id = read.compliance?.control;
  return id == null ? null : { scheme: 'security-hub', id: controlById(id)?.id ?? id };
}

function statusOf(read: OcsfFinding): ComplianceStatus {
  const status = read.compliance?.status ?? read.status_code ?? '';
  return statuses[status.toLowerCase()] ?? 'not-available';
}

function closureOf({ status_id, activity_id }: OcsfFinding): Closure | null {
  return closures[status_id ?? 0] ?? (activity_id === CLOSE ? 'resolved' : null);
}

function resourceOf(read: OcsfFinding, resource: OcsfResource): CloudResource {
  const arn = [resource.uid, resource.uid_alt].find((id) => id !== null && parseArn(id) !== null);
  const metadata = resource.data?.metadata;
  const details = isJsonObject(metadata) ? metadata : (resource.data ?? {});
  const name = resource.name === resource.uid ? null : resource.name;
  return cloudResource({
    id: arn ?? resource.uid,
    type: resource.type,
    partition: resource.cloud_partition,
    account: resource.owner?.account?.uid ?? read.cloud?.account?.uid ?? null,
    region: resource.region ?? read.cloud?.region ?? null,
    tags: hasItems(resource.labels) ? resource.labels : (resource.tags ?? details.tags),
    names: name === null ? [] : [name],
    details,
  });
}

/** Security Hub lists requirements; Prowler has them by framework: `{"CIS-3.0": ["5.2"]}`. */
function requirementsOf(read: OcsfFinding): readonly string[] {
  const frameworks = Object.entries(read.unmapped?.compliance ?? {});
  const listed = frameworks.flatMap(([name, ids]) => ids.map((id) => `${name} ${id}`));
  return [...(read.compliance?.requirements ?? []), ...listed].slice(0, MOST_REQUIREMENTS);
}

function hasItems(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0;
}

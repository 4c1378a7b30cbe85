import { isJsonObject, type JsonObject } from '../../../foundation/json.ts';
import { controlById } from '../../../model/controls.ts';
import type { Closure, ComplianceStatus, Severity } from '../../../model/finding.ts';
import { cloudFormationType } from '../cloud-type.ts';
import { complaint } from '../fields.ts';
import { type Format, finding, type Item, invalid, type Reading, setAside } from '../format.ts';
import { cloudResource } from '../resource.ts';
import { severityOf, severityOfScore } from '../severity.ts';
import { checksOf } from './checks.ts';
import { productOf } from './product.ts';
import { type AsffFinding, type AsffResource, asffFinding } from './schema.ts';

const statuses: Readonly<Record<string, ComplianceStatus>> = {
  FAILED: 'failed',
  PASSED: 'passed',
  WARNING: 'warning',
};

/** Findings as Security Hub keeps them, whoever wrote them. */
export const asff: Format = {
  id: 'asff',
  recognises: (value) =>
    Array.isArray(value.Resources) ||
    'ProductArn' in value ||
    ('AwsAccountId' in value && 'Id' in value),
  read: (item) => [readOne(item)],
};

function readOne({ value, path }: Item): Reading {
  const id = typeof value.Id === 'string' ? value.Id : null;
  const parsed = asffFinding.safeParse(value);
  if (!parsed.success) return invalid(id, 'security-hub', complaint(path, parsed.error));
  const read = parsed.data;
  const { source, otherwise } = productOf(read);
  if (otherwise !== null) return setAside(read.Id, source, `${otherwise}, not configuration.`);
  if (!read.Compliance?.Status) {
    return setAside(
      read.Id,
      source,
      `It has no compliance status, so it is no check of configuration.`,
    );
  }
  const first = cloudFormationType(read.Resources[0]?.Type ?? '');
  const { control, checks } = checksOf(source, read, first);
  const about = mainResource(read, control);
  const closure = closureOf(read);
  if (about === undefined) return invalid(id, source, `${path}.Resources: is empty.`);
  return finding({
    id: read.Id,
    source,
    control,
    checks,
    title: read.Title ?? control ?? read.Id,
    description: read.Description ?? '',
    severity: severity(read, control),
    status: statuses[read.Compliance.Status] ?? 'not-available',
    active: closure === null,
    ...(closure === null ? {} : { closure }),
    resource: cloudResource({
      id: about.Id,
      type: about.Type,
      partition: about.Partition,
      account: read.AwsAccountId,
      region: about.Region ?? read.Region,
      tags: about.Tags,
      details: details(about, read.Resources),
    }),
    requirements: read.Compliance.RelatedRequirements,
    remediationUrl: read.Remediation?.Recommendation?.Url ?? null,
    firstSeen: read.FirstObservedAt ?? read.CreatedAt,
    updatedAt: read.UpdatedAt,
    codeLocation: null,
  });
}

/** The resource that the finding is about: of the control's type, else the first that is not the account. */
function mainResource(read: AsffFinding, control: string | null): AsffResource | undefined {
  const types = control === null ? [] : (controlById(control)?.types ?? []);
  const typed = read.Resources.map((resource) => ({
    resource,
    type: cloudFormationType(resource.Type ?? ''),
  }));
  const main =
    typed.find(({ type }) => type !== null && types.includes(type)) ??
    typed.find(({ type }) => type !== 'AWS::::Account') ??
    typed[0];
  return main?.resource;
}

/** The source's details of the resource, and ids and types of the other resources of the finding. */
function details(about: AsffResource, all: readonly AsffResource[]): JsonObject {
  const own = about.Details?.[about.Type ?? ''] ?? about.Details?.Other;
  const content = isJsonObject(own) ? own : {};
  const others = all.filter((resource) => resource !== about);
  if (others.length === 0) return content;
  const listed = others.map(({ Id, Type }) => ({ id: Id, type: Type }));
  return { ...content, otherResources: listed };
}

function severity(read: AsffFinding, control: string | null): Severity {
  const score = read.Severity?.Normalized;
  return (
    severityOf(read.Severity?.Label) ??
    (typeof score === 'number' ? severityOfScore(score) : null) ??
    (control === null ? null : controlById(control)?.severity) ??
    'MEDIUM'
  );
}

function closureOf(read: AsffFinding): Closure | null {
  if (read.RecordState === 'ARCHIVED') return 'archived';
  const workflow = read.Workflow?.Status;
  if (workflow === 'SUPPRESSED') return 'suppressed';
  return workflow === 'RESOLVED' ? 'resolved' : null;
}

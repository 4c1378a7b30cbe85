import type { CheckId, CloudResource, Finding, Severity } from '../../model/finding.ts';

const severities: readonly Severity[] = ['INFORMATIONAL', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL'];

/** What several sources say about one check on one resource, as one finding; the first where they differ. */
export function mergeFindings(reports: readonly Finding[]): Finding {
  // The source that knows most names and tags describes the resource best.
  const [lead, ...others] = [...reports].sort((a, b) => knowledge(b) - knowledge(a));
  if (lead === undefined) throw new RangeError('There is nothing to merge.');
  return others.reduce(merge, lead);
}

function knowledge({ resource }: Finding): number {
  const known = resource.names.length + Object.keys(resource.tags).length;
  return known + (resource.id.startsWith('arn:') ? 100 : 0);
}

function merge(lead: Finding, other: Finding): Finding {
  return {
    ...lead,
    control: lead.control ?? other.control,
    checks: mergeChecks(lead.checks, other.checks),
    severity: worse(lead.severity, other.severity),
    // Failed as long as one source says so.
    status: other.status === 'failed' && other.active ? 'failed' : lead.status,
    active: lead.active || other.active,
    resource: mergeResources(lead.resource, other.resource),
    requirements: [...new Set([...lead.requirements, ...other.requirements])],
    remediationUrl: lead.remediationUrl ?? other.remediationUrl,
  };
}

function mergeChecks(lead: readonly CheckId[], other: readonly CheckId[]): readonly CheckId[] {
  const known = new Set(lead.map(({ scheme, id }) => `${scheme} ${id}`));
  return [...lead, ...other.filter(({ scheme, id }) => !known.has(`${scheme} ${id}`))];
}

function mergeResources(lead: CloudResource, other: CloudResource): CloudResource {
  return {
    ...lead,
    type: lead.type ?? other.type,
    partition: lead.partition ?? other.partition,
    account: lead.account ?? other.account,
    region: lead.region ?? other.region,
    // No prototype: a tag may be named `constructor`.
    tags: Object.assign(Object.create(null), other.tags, lead.tags),
    names: [...new Set([...lead.names, ...other.names])],
    details: { ...other.details, ...lead.details },
  };
}

function worse(one: Severity, other: Severity): Severity {
  return severities.indexOf(one) >= severities.indexOf(other) ? one : other;
}

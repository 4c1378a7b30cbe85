import { isJsonObject, type Json, type JsonObject } from '../../src/foundation/json.ts';
import { awsFault, type FakeCall, type FakeService, json } from './server.ts';

/** A finding as Security Hub keeps it. */
export interface HubFinding {
  readonly Id: string;
  readonly ProductArn: string;
  readonly ProductName: string;
  readonly AwsAccountId: string;
  readonly Region: string;
  readonly GeneratorId: string;
  readonly Title: string;
  UpdatedAt: string;
  RecordState: 'ACTIVE' | 'ARCHIVED';
  Workflow: { Status: string };
  Note?: { Text: string; UpdatedBy: string; UpdatedAt: string };
  Compliance: { Status: string; SecurityControlId: string };
  readonly Severity: { Label: string };
  readonly FirstObservedAt?: string;
  readonly Resources: readonly {
    Id: string;
    Type: string;
    Region: string;
    Tags?: Readonly<Record<string, string>>;
    Details?: JsonObject;
  }[];
}

/** Security Hub with real filtering, sorting and pages; what it holds can be changed between two pages. */
export interface FakeSecurityHub {
  readonly findings: Map<string, HubFinding>;
  readonly service: FakeService;
  /** Called after each page that is given. */
  afterPage: () => void;
  /** Whether `SortCriteria` is obeyed. */
  sorts: boolean;
  /** Ids that `BatchUpdateFindings` refuses, and how often. */
  readonly refusals: Map<string, { code: string; times: number }>;
  now: () => Date;
}

export function fakeSecurityHub(): FakeSecurityHub {
  const hub: FakeSecurityHub = {
    findings: new Map(),
    afterPage: () => undefined,
    sorts: true,
    refusals: new Map(),
    now: () => new Date(),
    service: (call) => {
      if (call.operation === 'POST /findings') return getFindings(hub, call);
      if (call.operation === 'PATCH /findings/batchupdate') return batchUpdate(hub, call);
      return null;
    },
  };
  return hub;
}

/** A failed check on a bucket that differs by what is given. */
export function hubFinding(id: string, differs: Partial<HubFinding> = {}): HubFinding {
  return {
    Id: id,
    ProductArn: 'arn:aws:securityhub:eu-west-1::product/aws/securityhub',
    ProductName: 'Security Hub',
    AwsAccountId: '111111111111',
    Region: 'eu-west-1',
    GeneratorId: 'security-control/S3.8',
    Title: 'S3 general purpose buckets should block public access',
    UpdatedAt: '2026-01-01T00:00:00.000Z',
    RecordState: 'ACTIVE',
    Workflow: { Status: 'NEW' },
    Compliance: { Status: 'FAILED', SecurityControlId: 'S3.8' },
    Severity: { Label: 'HIGH' },
    Resources: [{ Id: `arn:aws:s3:::${id}`, Type: 'AwsS3Bucket', Region: 'eu-west-1' }],
    ...differs,
  };
}

const attributes: Readonly<Record<string, (finding: HubFinding) => string>> = {
  Id: (finding) => finding.Id,
  ProductName: (finding) => finding.ProductName,
  SeverityLabel: (finding) => finding.Severity.Label,
  ComplianceStatus: (finding) => finding.Compliance.Status,
  RecordState: (finding) => finding.RecordState,
  WorkflowStatus: (finding) => finding.Workflow.Status,
  UpdatedAt: (finding) => finding.UpdatedAt,
  ComplianceSecurityControlId: (finding) => finding.Compliance.SecurityControlId,
  AwsAccountId: (finding) => finding.AwsAccountId,
  Region: (finding) => finding.Region,
};

/** Pages are counted by position, as the worst implementation would: what moves meanwhile can be skipped. */
function getFindings(hub: FakeSecurityHub, { input }: FakeCall) {
  const filters = isJsonObject(input.Filters) ? Object.entries(input.Filters) : [];
  const size = input.MaxResults ?? 10;
  if (typeof size !== 'number' || size < 1 || size > 100) return awsFault('InvalidInputException');
  if (filters.length > 10) return awsFault('InvalidInputException');
  for (const [name, values] of filters)
    if (!(name in attributes) || !Array.isArray(values) || values.length > 20)
      return awsFault('InvalidInputException');
  const matching = [...hub.findings.values()].filter((finding) =>
    filters.every(([name, values]) => matches(attributes[name]?.(finding) ?? '', values)),
  );
  if (hub.sorts && Array.isArray(input.SortCriteria))
    matching.sort((a, b) => Date.parse(a.UpdatedAt) - Date.parse(b.UpdatedAt));
  const start = Number(input.NextToken ?? 0);
  const page = structuredClone(matching.slice(start, start + size));
  const more = start + size < matching.length;
  hub.afterPage();
  return json({ Findings: page, ...(more ? { NextToken: String(start + size) } : {}) });
}

function matches(value: string, filters: Json | undefined): boolean {
  if (!Array.isArray(filters)) return true;
  return filters.some((filter: Json) => {
    if (!isJsonObject(filter)) return false;
    if ('Start' in filter)
      return (
        Date.parse(value) >= Date.parse(String(filter.Start)) &&
        Date.parse(value) <= Date.parse(String(filter.End))
      );
    return filter.Comparison === 'PREFIX'
      ? value.startsWith(String(filter.Value))
      : value === filter.Value;
  });
}

/** As documented: workflow and note change, `UpdatedAt` does not. */
function batchUpdate(hub: FakeSecurityHub, { input }: FakeCall) {
  const identifiers = list(input.FindingIdentifiers);
  if (identifiers.length === 0 || identifiers.length > 100)
    return awsFault('InvalidInputException');
  const processed: JsonObject[] = [];
  const unprocessed: JsonObject[] = [];
  for (const identifier of identifiers) {
    const id = String(identifier.Id);
    const finding = hub.findings.get(id);
    const refusal = hub.refusals.get(id);
    const code =
      finding === undefined || finding.ProductArn !== identifier.ProductArn
        ? 'FindingNotFound'
        : refusal !== undefined && refusal.times-- > 0
          ? refusal.code
          : null;
    if (code !== null || finding === undefined) {
      unprocessed.push({ FindingIdentifier: identifier, ErrorCode: code, ErrorMessage: 'refused' });
      continue;
    }
    if (isJsonObject(input.Workflow)) finding.Workflow = { Status: String(input.Workflow.Status) };
    if (isJsonObject(input.Note))
      finding.Note = {
        Text: String(input.Note.Text),
        UpdatedBy: String(input.Note.UpdatedBy),
        UpdatedAt: hub.now().toISOString(),
      };
    processed.push(identifier);
  }
  return json({ ProcessedFindings: processed, UnprocessedFindings: unprocessed });
}

function list(value: Json | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter((each: Json) => isJsonObject(each)) : [];
}

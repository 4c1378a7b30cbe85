import type { AwsSecurityFindingFilters, StringFilter } from '@aws-sdk/client-securityhub';
import type { Severity } from '../../model/finding.ts';

/** Which findings are asked for; an empty list asks for all. */
export interface FindingsQuery {
  /** Products' names, as Security Hub writes them. */
  readonly products: readonly string[];
  readonly severities: readonly Severity[];
  readonly compliance: readonly ('FAILED' | 'PASSED' | 'WARNING' | 'NOT_AVAILABLE')[];
  readonly recordStates: readonly ('ACTIVE' | 'ARCHIVED')[];
  readonly workflows: readonly ('NEW' | 'NOTIFIED' | 'SUPPRESSED' | 'RESOLVED')[];
}

/** Whatever has a verdict: threats and vulnerabilities have none. */
export const everyVerdict: FindingsQuery = {
  products: [],
  severities: [],
  compliance: ['FAILED', 'PASSED', 'WARNING', 'NOT_AVAILABLE'],
  recordStates: [],
  workflows: [],
};

/** What is still open. */
export const openFailures: FindingsQuery = {
  ...everyVerdict,
  compliance: ['FAILED'],
  recordStates: ['ACTIVE'],
  workflows: ['NEW', 'NOTIFIED'],
};

/** The query as `GetFindings` takes it. Values of one attribute are alternatives; `from` and `to` are `UpdatedAt`'s. */
export function filtersOf(
  query: FindingsQuery,
  from: Date | null,
  to: Date,
): AwsSecurityFindingFilters {
  return {
    ...filter('ProductName', query.products),
    ...filter('SeverityLabel', query.severities),
    ...filter('ComplianceStatus', query.compliance),
    ...filter('RecordState', query.recordStates),
    ...filter('WorkflowStatus', query.workflows),
    ...(from === null ? {} : { UpdatedAt: [{ Start: from.toISOString(), End: to.toISOString() }] }),
  };
}

function filter(
  name: keyof AwsSecurityFindingFilters,
  values: readonly string[],
): { readonly [attribute: string]: StringFilter[] } {
  if (values.length === 0) return {};
  return { [name]: values.map((Value) => ({ Value, Comparison: 'EQUALS' as const })) };
}

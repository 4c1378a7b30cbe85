import type { Severity } from '../../model/finding.ts';

const labels: Readonly<Record<string, Severity>> = {
  critical: 'CRITICAL',
  fatal: 'CRITICAL',
  high: 'HIGH',
  error: 'HIGH',
  medium: 'MEDIUM',
  moderate: 'MEDIUM',
  warning: 'MEDIUM',
  low: 'LOW',
  note: 'LOW',
  informational: 'INFORMATIONAL',
  info: 'INFORMATIONAL',
  none: 'INFORMATIONAL',
};

/** A source's word for a severity in ours; null when it is none. */
export function severityOf(label: string | null | undefined): Severity | null {
  return labels[label?.toLowerCase() ?? ''] ?? null;
}

/** Security Hub's scale from 0 to 100 (`Severity.Normalized`) as a label. */
export function severityOfScore(score: number): Severity {
  if (score >= 90) return 'CRITICAL';
  if (score >= 70) return 'HIGH';
  if (score >= 40) return 'MEDIUM';
  return score >= 1 ? 'LOW' : 'INFORMATIONAL';
}

import { spawnSync } from 'node:child_process';
import type { LanguageId } from '../../../src/model/resource.ts';
import { checkovOutput } from './schema.ts';

/** What Checkov says of one resource by one of its checks. */
export interface CheckovVerdict {
  readonly check: string;
  readonly name: string;
  /** Below the directory that was scanned. */
  readonly file: string;
  /** A Terraform address, or a logical id. */
  readonly address: string;
  readonly failed: boolean;
}

export interface CheckovRun {
  readonly version: string;
  readonly verdicts: readonly CheckovVerdict[];
}

/** Runs Checkov over a directory, in one language. It reads files only. */
export function runCheckov(program: string, directory: string, language: LanguageId): CheckovRun {
  const { stdout, error } = spawnSync(
    program,
    ['--directory', directory, '--framework', language, '--output', 'json'],
    { encoding: 'utf8', maxBuffer: 512_000_000, stdio: ['ignore', 'pipe', 'ignore'] },
  );
  if (error !== undefined) throw error;
  const { summary, results } = checkovOutput.parse(JSON.parse(stdout));
  const verdicts = [
    ...results.passed_checks.map((each) => ({ ...each, failed: false })),
    ...results.failed_checks.map((each) => ({ ...each, failed: true })),
  ].map(({ check_id, check_name, file_path, resource, failed }) => ({
    check: check_id,
    name: check_name,
    file: file_path.replace(/^\/+/, ''),
    address: language === 'terraform' ? resource : resource.slice(resource.indexOf('.') + 1),
    failed,
  }));
  return { version: summary.checkov_version, verdicts };
}

import { mayBeCode } from '../../jobs/index/wanted-files.ts';
import { languages } from '../../jobs/languages.ts';
import { scanCode } from '../../jobs/scan-code.ts';
import { type Caller, callerPath } from './caller.ts';
import { openCheckout } from './checkout.ts';
import { type ExitStatus, exitStatus } from './exit-status.ts';
import { readConfig } from './read-config.ts';
import { readTemplates } from './read-templates.ts';
import { renderScan } from './render/scan.ts';

export interface ScanOptions {
  readonly repo: string;
  readonly config?: string;
  readonly templates?: readonly string[];
  readonly json?: boolean;
  readonly failOnVulnerable?: boolean;
}

/** `sprinkler scan`: every template's condition on every resource in the code, without findings. */
export async function scan(caller: Caller, options: ScanOptions): Promise<ExitStatus> {
  const config = await readConfig(caller, options.repo, options.config);
  const tree = openCheckout(callerPath(caller, options.repo), mayBeCode);
  const templates = readTemplates(caller, options.templates ?? [], options.repo);
  const { rows, problems } = scanCode({ tree, languages, templates, config });
  for (const { place, message } of problems) {
    caller.err.write(`${place.path}:${place.line}:${place.column}: ${message}\n`);
  }
  caller.out.write(options.json ? `${JSON.stringify(rows, null, 2)}\n` : renderScan(caller, rows));
  const isVulnerable = rows.some(({ verdict }) => verdict === 'vulnerable');
  return options.failOnVulnerable && isVulnerable ? exitStatus.found : exitStatus.ran;
}

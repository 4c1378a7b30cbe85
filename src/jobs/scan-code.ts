import type { Code, EvaluationContext, Language } from '../model/language.ts';
import type { Verdict } from '../model/outcome.ts';
import type { SourceProblem } from '../model/source.ts';
import { assess, ResourceIndex, resourceTypes } from '../pipeline/fix/index.ts';
import type { RemediationRequest } from './remediate/request.ts';
import { openWorkshop, type Workshop } from './remediate/workshop.ts';

/** One template's answer about one resource. */
export interface ScanRow {
  readonly template: string;
  readonly controls: readonly string[];
  readonly address: string;
  readonly file: string;
  readonly line: number;
  readonly verdict: Exclude<Verdict, 'not-applicable'>;
  readonly reason: string;
}

export interface Scan {
  /** By file, line and template. */
  readonly rows: readonly ScanRow[];
  /** Files that could not be understood. */
  readonly problems: readonly SourceProblem[];
}

export type ScanRequest = Pick<RemediationRequest, 'tree' | 'languages' | 'templates' | 'config'>;

/** Code is scanned for whatever account and region it is applied to. */
const anywhere: EvaluationContext = { account: null, region: null, partition: null };

/** Every template's condition on every resource that the code makes. */
export function scanCode(request: ScanRequest): Scan {
  const workshop = openWorkshop({ ...request, findings: [], state: null });
  const rows: ScanRow[] = [];
  const problems: SourceProblem[] = [];
  for (const language of request.languages) {
    const code = workshop.codes.get(language.id);
    if (code === undefined) continue;
    rows.push(...scanLanguage(workshop, language, code));
    problems.push(...code.problems());
  }
  return { rows: rows.sort(byPlace), problems };
}

function scanLanguage(
  { request, settingsAt }: Workshop,
  language: Language,
  code: Code,
): ScanRow[] {
  const types = request.templates.flatMap((template) => resourceTypes(template, language.id));
  const resources = code.resources({ types: [...new Set(types)], context: anywhere });
  const index = new ResourceIndex(code, anywhere);
  return resources.flatMap((resource) =>
    settingsAt(resource)
      .about(language.id, resource.type)
      .flatMap(({ template, parameters }): ScanRow[] => {
        const { verdict, reason } = assess(template, {
          resource,
          code,
          context: anywhere,
          parameters,
          index,
        });
        if (verdict === 'not-applicable') return [];
        return [
          {
            template: template.id,
            controls: template.findings['security-hub'] ?? [],
            address: resource.address,
            file: resource.path,
            line: resource.line,
            verdict,
            reason,
          },
        ];
      }),
  );
}

function byPlace(a: ScanRow, b: ScanRow): number {
  return (
    compare(a.file, b.file) ||
    a.line - b.line ||
    compare(a.address, b.address) ||
    compare(a.template, b.template)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

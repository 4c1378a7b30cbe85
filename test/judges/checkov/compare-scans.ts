import { NO_CONFIG } from '../../../src/config/repository/config.ts';
import { openCheckout } from '../../../src/entrances/command-line/checkout.ts';
import { bundledTemplates, loadFrom } from '../../../src/entrances/command-line/read-templates.ts';
import { languages } from '../../../src/jobs/languages.ts';
import { type ScanRow, scanCode } from '../../../src/jobs/scan-code.ts';
import type { LanguageId } from '../../../src/model/resource.ts';
import { controlsOf } from './aliases.ts';
import { type CheckovVerdict, runCheckov } from './run.ts';

/** What both say of one control at one resource. */
export interface Comparison {
  readonly language: LanguageId;
  readonly control: string;
  readonly file: string;
  readonly address: string;
  readonly template: string | null;
  readonly ours: ScanRow['verdict'] | 'nothing';
  /** What Sprinkler says, if it says something. */
  readonly reason: string | null;
  readonly theirs: 'fails' | 'passes' | 'nothing';
  readonly checks: readonly string[];
}

export interface Comparisons {
  readonly version: string;
  readonly rows: readonly Comparison[];
  /** Complaints of Checkov's that mean no control at all. */
  readonly withoutControl: number;
}

/** `sprinkler scan` of a directory beside Checkov's, control by control. */
export function compareScans(program: string, directory: string): Comparisons {
  const tree = openCheckout(directory, (path) => languages.some((each) => each.claims(path)));
  const templates = loadFrom([bundledTemplates]);
  const ours = scanCode({ tree, languages, templates, config: NO_CONFIG }).rows;
  const runs = languages.map(({ id }) => ({ id, ...runCheckov(program, directory, id) }));
  return {
    version: runs[0]?.version ?? '',
    rows: runs.flatMap(({ id, verdicts }) => {
      const claims = languages.find((each) => each.id === id);
      const own = ours.filter(({ file }) => claims?.claims(file) ?? false);
      return compare(id, own, verdicts);
    }),
    withoutControl: runs
      .flatMap(({ verdicts }) => verdicts)
      .filter(({ failed, check }) => failed && controlsOf(check).length === 0).length,
  };
}

function compare(
  language: LanguageId,
  ours: readonly ScanRow[],
  theirs: readonly CheckovVerdict[],
): readonly Comparison[] {
  const key = (...parts: readonly string[]) => JSON.stringify(parts);
  const rows = new Map(
    ours.flatMap((row) =>
      row.controls.map((control) => [key(row.file, row.address, control), row] as const),
    ),
  );
  const verdicts = Map.groupBy(
    theirs.flatMap((each) => controlsOf(each.check).map((control) => ({ ...each, control }))),
    ({ file, address, control }) => key(file, address, control),
  );
  return [...new Set([...rows.keys(), ...verdicts.keys()])].sort().map((each) => {
    const [file, address, control] = JSON.parse(each);
    const row = rows.get(each);
    const said = verdicts.get(each) ?? [];
    const failed = said.filter((one) => one.failed);
    return {
      language,
      control,
      file,
      address,
      template: row?.template ?? null,
      ours: row?.verdict ?? 'nothing',
      reason: row?.reason ?? null,
      theirs: failed.length > 0 ? 'fails' : said.length > 0 ? 'passes' : 'nothing',
      checks: [...new Set((failed.length > 0 ? failed : said).map(({ check }) => check))],
    };
  });
}

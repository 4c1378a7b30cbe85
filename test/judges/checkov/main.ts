/**
 * Lets an independent scanner judge. CHECKOV is the program (`pip install checkov`):
 *
 *   node test/judges/checkov/main.ts CHECKOV cases        every case of every template, before and after
 *   node test/judges/checkov/main.ts CHECKOV scan DIR     `sprinkler scan` of a directory, beside Checkov's
 *
 * Writes what it saw to `test/judges/results/`. Exit status 1 when a difference is not explained in `explained.yml`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { bundledTemplates, loadFrom } from '../../../src/entrances/command-line/read-templates.ts';
import type { LanguageId } from '../../../src/model/resource.ts';
import { checksOf } from './aliases.ts';
import { judgeCases } from './cases.ts';
import { casesPage } from './cases-page.ts';
import { compareScans } from './compare-scans.ts';
import { readExplanations } from './explanations.ts';
import { runCheckov } from './run.ts';
import { scanPage } from './scan-page.ts';

const languages: readonly LanguageId[] = ['terraform', 'cloudformation'];
const [program = 'checkov', what, directory] = process.argv.slice(2);
const explanations = readExplanations();

if (what === 'cases') {
  const templates = new Map(loadFrom([bundledTemplates]).map((each) => [each.id, each]));
  const checks = (id: string) => checksOf(templates.get(id)?.findings['security-hub'] ?? []);
  const runs = languages.map((language) => runCheckov(program, bundledTemplates, language));
  const judged = languages.flatMap((language, index) =>
    judgeCases(language, runs[index]?.verdicts ?? [], checks, (template, name) =>
      expectedOutcome(join(bundledTemplates, template, 'cases', language, name, 'case.yml')),
    ),
  );
  finish('cases', casesPage(judged, explanations, runs[0]?.version ?? ''));
} else if (what === 'scan' && directory !== undefined) {
  const name = basename(directory);
  finish(name, scanPage(name, compareScans(program, directory), explanations));
} else {
  process.stderr.write('usage: main.ts CHECKOV (cases | scan DIR)\n');
  process.exitCode = 2;
}

function expectedOutcome(path: string): string {
  return z.object({ outcome: z.string() }).parse(parse(readFileSync(path, 'utf8'))).outcome;
}

function finish(name: string, page: { readonly text: string; readonly unexplained: number }): void {
  writeFileSync(join(import.meta.dirname, '../results', `checkov-${name}.md`), page.text);
  process.stdout.write(page.text);
  process.exitCode = page.unexplained === 0 ? 0 : 1;
}

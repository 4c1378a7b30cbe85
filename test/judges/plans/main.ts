/**
 * Puts every Terraform case that is fixed through real plans, offline, and prints what they would do:
 *
 *   node test/judges/plans/main.ts PLUGINS [PART OF A CASE'S NAME]
 *
 * PLUGINS is a directory for `filesystem_mirror` with hashicorp/aws. The state is made from the plan of
 * `before/`: its values are written down until a plan over them has nothing to do. A plan of `after/` over
 * that state must then do something. Nothing is applied and no AWS is called.
 *
 * What it saw is kept in `test/judges/results/plans.tsv`, with a hash of the case: a case that has not changed
 * since is not planned again. Exit status 1 when a plan is empty or failed, or a case was never planned.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fixedCases } from './fixed-cases.ts';
import { PlanJudge } from './judge.ts';
import { hashOf, keep, readKept } from './kept.ts';
import { Terraform } from './terraform.ts';

const [plugins = '', part = ''] = process.argv.slice(2);
/** So many cases in one plan. */
const together = 24;

const kept = readKept();
const cases = fixedCases();
const labels = new Set(cases.map(({ label }) => label));
for (const label of kept.keys()) if (!labels.has(label)) kept.delete(label);
const due = cases.filter(
  ({ label, folder }) => label.includes(part) && kept.get(label)?.hash !== hashOf(folder),
);
const work = mkdtempSync(join(tmpdir(), 'plan-cases-'));
const judge = new PlanJudge(new Terraform(work, plugins), work);
for (let from = 0; from < due.length; from += together) {
  const batch = due.slice(from, from + together);
  const outcomes = judge.judge(batch);
  for (const { label, folder } of batch) {
    const outcome = outcomes.get(label) ?? '';
    kept.set(label, { hash: hashOf(folder), outcome });
    process.stdout.write(`${label}: ${outcome}\n`);
  }
  keep(kept);
}
rmSync(work, { recursive: true, force: true });
const outcomes = [...kept.values()].map(({ outcome }) => outcome);
const failed = outcomes.filter((outcome) => outcome.startsWith('FAILED')).length;
const planned = outcomes.filter((outcome) => !outcome.startsWith('NOT PLANNED')).length;
process.stdout.write(`${planned} of ${labels.size} cases planned, ${failed} failed\n`);
process.exitCode = failed === 0 && kept.size === labels.size ? 0 : 1;

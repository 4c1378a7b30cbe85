import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { bundledTemplates, loadFrom } from '../../../src/entrances/command-line/read-templates.ts';
import { languages } from '../../../src/jobs/languages.ts';
import { attemptCase } from '../../../src/jobs/template-cases/attempt-case.ts';
import { readCases } from '../../../src/jobs/template-cases/read-cases.ts';
import { fixedCases } from './fixed-cases.ts';
import { hashOf, readKept } from './kept.ts';

const templates = new Map(loadFrom([bundledTemplates]).map((each) => [each.id, each]));
const library = { templates: [...templates.values()], languages };
const kept = readKept();
const planned = fixedCases().flatMap(({ label, folder }) => {
  const plan = kept.get(label);
  return plan?.hash === hashOf(folder) && !plan.outcome.startsWith('NOT PLANNED')
    ? [{ label, folder, plan: plan.outcome }]
    : [];
});

function caseIn(folder: string) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({
      path: relative(dirname(dirname(dirname(folder))), path),
      text: readFileSync(path, 'utf8'),
    }));
  const [one] = readCases(files).cases;
  if (one === undefined) throw new Error(`no case in ${folder}`);
  return one;
}

test('nearly every case has been put through a real plan as it is now', () => {
  expect(planned.length / fixedCases().length).toBeGreaterThan(0.9);
});

test.each(planned.map(({ label, ...rest }) => [label, rest] as const))(
  'what %s says of its update is what a real plan does',
  async (label, { folder, plan }) => {
    const template = templates.get(label.slice(0, label.indexOf('/')));
    const attempt = template && (await attemptCase(template, caseIn(folder), library));
    const fix = attempt?.ok === true && attempt.value.kind === 'fix' ? attempt.value : null;
    const expected = /delete\+create|create\+delete/.test(plan)
      ? ['replaces', 'conditional']
      : ['in-place', 'restart', 'conditional'];
    expect(expected).toContain(fix?.risk.update);
  },
);

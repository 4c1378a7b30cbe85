import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bundledTemplates, loadFrom } from '../../src/entrances/command-line/read-templates.ts';
import { renderCoveragePage } from '../../src/entrances/command-line/render/coverage.ts';
import { coverageReasons } from '../../src/entrances/command-line/templates.ts';
import { coverage } from '../../src/jobs/coverage.ts';
import { languages } from '../../src/jobs/languages.ts';
import { allControls, controlById } from '../../src/model/controls.ts';

const templates = loadFrom([bundledTemplates]);
const rows = coverage(templates, languages, coverageReasons());

describe('the coverage of the library', () => {
  it('is what templates/README.md says (npm run coverage-page)', async () => {
    await expect(renderCoveragePage(rows)).toMatchFileSnapshot(join(bundledTemplates, 'README.md'));
  });

  it('names every control once', () => {
    expect(rows.map(({ control }) => control)).toEqual(allControls().map(({ id }) => id));
  });

  it('gives a reason exactly for what is not covered', () => {
    for (const { terraform, cloudformation, reasons } of rows) {
      expect(reasons.terraform === undefined).toBe(terraform !== 'none');
      expect(reasons.cloudformation === undefined).toBe(cloudformation !== 'none');
    }
  });

  it('gives reasons only for controls that there are, and that are not covered', () => {
    for (const control of coverageReasons().keys()) {
      const row = rows.find((one) => one.control === control);
      expect([control, row?.terraform, row?.cloudformation]).toContain('none');
      expect(controlById(control)?.id).toBe(control);
    }
  });

  it('counts a control as covered only by a template that answers it', () => {
    const none = coverage([], languages, new Map());
    expect(
      none.every(
        ({ terraform, cloudformation }) => terraform === 'none' && cloudformation === 'none',
      ),
    ).toBe(true);
  });
});

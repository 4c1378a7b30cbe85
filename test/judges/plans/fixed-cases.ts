import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { bundledTemplates } from '../../../src/entrances/command-line/read-templates.ts';
import type { PlannedCase } from './judge.ts';

/** Every Terraform case of the library that has an `after/`. */
export function fixedCases(): readonly PlannedCase[] {
  return readdirSync(bundledTemplates).flatMap((id) => {
    const folder = join(bundledTemplates, id, 'cases/terraform');
    if (!existsSync(folder)) return []; // a file, or a template for CloudFormation only
    return readdirSync(folder)
      .map((name) => ({ label: `${id}/${name}`, folder: join(folder, name) }))
      .filter((each) => existsSync(join(each.folder, 'after')));
  });
}

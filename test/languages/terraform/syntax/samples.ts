import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseConfig } from '../../../../src/languages/terraform/syntax/parse.ts';

const folder = join(import.meta.dirname, '../../../../fixtures/hcl');

/** A Terraform file written for this project. */
export interface Sample {
  readonly name: string;
  readonly text: string;
}

/** A piece of HCL and whether Terraform accepts it. */
export interface EdgeCase {
  readonly name: string;
  readonly source: string;
  readonly valid: boolean;
}

/** The samples whose names end like this. */
export function samples(ending: RegExp): Sample[] {
  return readdirSync(folder)
    .filter((name) => ending.test(name))
    .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
}

/** The pieces of HCL that Terraform has judged. */
export function edgeCases(): EdgeCase[] {
  return JSON.parse(readFileSync(join(folder, 'edge-cases.json'), 'utf8')).cases;
}

/** Every item at the top of every native sample, on its own, and the edge cases: small texts, quick to compare. */
export function snippets(): string[] {
  const items = samples(/\.(tf|tfvars)$/).flatMap(({ name, text }) =>
    parseConfig(name, text).body.items.map(
      ({ range }) => `${text.slice(range.start, range.end)}\n`,
    ),
  );
  return [...items, ...edgeCases().map(({ source }) => source)];
}

/**
 * Lets cfn-lint judge every CloudFormation case that is fixed, before and after:
 *
 *   node test/judges/lint-template-cases.ts [CFN-LINT]
 *
 * Writes what it saw to `results/cfn-lint-cases.md`. Exit status 1 when `after/` has a finding that `before/` has not
 * and that is not explained below.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const templates = join(import.meta.dirname, '../../templates');
const [program = 'cfn-lint'] = process.argv.slice(2);
const schema = z.array(
  z.object({
    Filename: z.string(),
    Message: z.string(),
    Location: z.object({ Path: z.array(z.union([z.string(), z.number()])).nullable() }),
    Rule: z.object({ Id: z.string() }),
  }),
);

/** New findings that are right to stay, by rule. */
const explained = new Map([
  ['W2001', 'The fix writes what the parameter or condition decided; the declaration stays.'],
  ['W8001', 'The fix writes what the parameter or condition decided; the declaration stays.'],
]);

interface Case {
  readonly name: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

const cases = readdirSync(templates).flatMap((id): Case[] => {
  const folder = join(templates, id, 'cases/cloudformation');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, 'after')))
    .map((name) => ({
      name: `${id}/${name}`,
      before: filesBelow(join(folder, name, 'before')),
      after: filesBelow(join(folder, name, 'after')),
    }));
});
const findings = Map.groupBy(lint(), ({ Filename }) => Filename);
const rows = cases.flatMap(({ name, before, after }) => {
  const old = new Set(before.flatMap((file) => findings.get(file) ?? []).map(identity));
  const fresh = after
    .flatMap((file) => findings.get(file) ?? [])
    .filter((each) => !old.has(identity(each)));
  return fresh.map(({ Rule, Message }) => ({ name, rule: Rule.Id, message: Message }));
});
const unexplained = rows.filter(({ rule }) => !explained.has(rule));
const version = spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout.trim();
const page = `# What cfn-lint says of the template cases
Written by \`node test/judges/lint-template-cases.ts\`, ${version}: ${cases.length} cases that are fixed, ${rows.length} findings after the fix that were not there before, ${unexplained.length} of them not explained.

| case | rule | message | why it stays |
| --- | --- | --- | --- |
${rows.map(({ name, rule, message }) => `| ${name} | ${rule} | ${message} | ${explained.get(rule) ?? '**not explained**'} |\n`).join('')}`;
writeFileSync(join(import.meta.dirname, 'results/cfn-lint-cases.md'), page);
process.stdout.write(page);
process.exitCode = unexplained.length === 0 ? 0 : 1;

function lint() {
  const files = cases.flatMap(({ before, after }) => [...before, ...after]);
  const { stdout, error } = spawnSync(program, ['--format', 'json', ...files], {
    encoding: 'utf8',
    maxBuffer: 64_000_000,
  });
  if (error !== undefined) throw error;
  return schema.parse(JSON.parse(stdout));
}

function filesBelow(directory: string): readonly string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function identity({ Rule, Location, Message }: z.infer<typeof schema>[number]): string {
  return JSON.stringify([Rule.Id, Location.Path, Message]);
}

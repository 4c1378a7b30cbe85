/**
 * Writes src/model/controls.data.json from lists of controls and of other scanners' ids:
 *   node test/data/refresh-controls.ts CONTROLS_CSV ALIASES_CSV
 * Our own corrections (src/model/control-corrections.data.json) are laid over them.
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import corrections from '../../src/model/control-corrections.data.json' with { type: 'json' };

const [controlsPath, aliasesPath] = process.argv.slice(2);
if (controlsPath === undefined || aliasesPath === undefined) {
  throw new Error('Usage: node test/data/refresh-controls.ts CONTROLS_CSV ALIASES_CSV');
}

type Row = Record<string, string>;
const BENCHMARKS = { cis_1_2: '1.2.0', cis_1_4: '1.4.0', cis_3_0: '3.0.0', cis_5_0: '5.0.0' };
const ruleIdentifiers: Row = corrections.ruleIdentifiers.values;
const ruleNames: Row = corrections.ruleNames.values;
const ruleParameters: Record<string, Row> = corrections.ruleParameters.values;
const types: Record<string, string[]> = corrections.types.values;
const notByRule = new Set(corrections.notByRule.values);

const rows = readCsv(controlsPath);
const controls = rows.map((row) => {
  const id = field(row, 'control_id');
  return {
    id,
    title: field(row, 'title'),
    types: types[id] ?? [cloudFormationType(field(row, 'resource_type_cfn'))],
    terraform: words(field(row, 'terraform_resource').replaceAll('/', ' ')),
    ruleName: ruleNames[id] ?? words(field(row, 'config_rule'))[0] ?? null,
    configRule: notByRule.has(id) ? null : ruleIdentifier(field(row, 'config_rule')),
    parameters: Object.entries(ruleParameters[id] ?? {}),
    cis: Object.entries(BENCHMARKS).flatMap(([column, version]) =>
      words(field(row, column)).map((number) => [version, number]),
    ),
    nist: words(field(row, 'nist_800_53')),
    severity: field(row, 'severity'),
  };
});

const data = {
  about: 'Written by test/data/refresh-controls.ts. Not all controls of Security Hub.',
  sources: [controlsPath, aliasesPath].map(
    (path) => `${path.split('/').at(-1)} sha256 ${digest(path)}`,
  ),
  controls,
  legacy: { ...benchmarkIds(), ...legacyIds() },
  checks: {
    prowler: { ...aliases('prowler_checks'), ...corrections.checks.values.prowler },
    checkov: { ...aliases('checkov_ids'), ...corrections.checks.values.checkov },
  },
};
const target = new URL('../../src/model/controls.data.json', import.meta.url);
writeFileSync(target, `${oneLineEach(data, 2)}\n`);

/** Standards' ids of CIS v3.0.0 and v5.0.0 whose number belongs to one control alone. */
function benchmarkIds(): Row {
  const ids: Row = {};
  for (const version of ['3.0.0', '5.0.0']) {
    const numbers = controls.flatMap(({ id, cis }) =>
      cis.filter(([of]) => of === version).map(([, number]) => ({ id, number: number ?? '' })),
    );
    for (const { id, number } of numbers) {
      const alone = numbers.filter((other) => other.number === number).length === 1;
      if (alone) ids[`cis-aws-foundations-benchmark/v/${version}/${number}`] = id;
    }
  }
  return ids;
}

function legacyIds(): Row {
  const standards: Record<string, Row> = corrections.legacy.values;
  return Object.fromEntries(
    Object.entries(standards).flatMap(([standard, ids]) =>
      Object.entries(ids).map(([number, control]) => [`${standard}/${number}`, control]),
    ),
  );
}

/** Other scanners' id → the controls that mean (about) the same. */
function aliases(column: string): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  for (const row of readCsv(aliasesPath ?? '')) {
    for (const check of words(field(row, column))) {
      found[check] = [...(found[check] ?? []), field(row, 'control_id')];
    }
  }
  return found;
}

function ruleIdentifier(rule: string): string | null {
  // A rule of Security Hub's own cannot be met outside of it.
  if (rule === '' || rule.includes('custom Security Hub rule')) return null;
  return ruleIdentifiers[rule] ?? rule.toUpperCase().replaceAll('-', '_');
}

/** The CSV has Config's names; these have another in CloudFormation. */
function cloudFormationType(type: string): string {
  const renamed: Row = {
    'AWS::OpenSearch::Domain': 'AWS::OpenSearchService::Domain',
    'AWS::IAM::Policy': 'AWS::IAM::ManagedPolicy',
  };
  return renamed[type] ?? type;
}

function readCsv(path: string): Row[] {
  const [header, ...lines] = readFileSync(path, 'utf8').trim().split(/\r?\n/).map(cells);
  return lines.map((line) =>
    Object.fromEntries((header ?? []).map((name, index) => [name, line[index] ?? ''])),
  );
}

function cells(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
  );
}

function words(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}

function field(row: Row, name: string): string {
  return row[name] ?? '';
}

function digest(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex').slice(0, 16);
}

/** JSON in which what lies `depth` levels deep has one line each, so that a change reads as a change. */
function oneLineEach(value: unknown, depth: number): string {
  if (depth === 0 || value === null || typeof value !== 'object') return JSON.stringify(value);
  const lines = Array.isArray(value)
    ? value.map((item) => oneLineEach(item, depth - 1))
    : Object.entries(value).map(
        ([key, item]) => `${JSON.stringify(key)}:${oneLineEach(item, depth - 1)}`,
      );
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}\n${lines.join(',\n')}\n${close}`;
}

import { resolve } from 'node:path';
import { bundledTemplates, loadFrom } from '../../../src/entrances/command-line/read-templates.ts';
import { terraform } from '../../../src/languages/terraform/language.ts';
import { cloudTypesOf } from '../../../src/languages/terraform/resources/identity.ts';
import { withoutInstanceKeys } from '../../../src/model/address.ts';
import type { Finding } from '../../../src/model/finding.ts';
import type { Location } from '../../../src/model/outcome.ts';
import type { ResourceInCode } from '../../../src/model/resource.ts';
import { resourceTypes, templatesFor } from '../../../src/pipeline/fix/index.ts';
import { contextOf, createLocator } from '../../../src/pipeline/locate/locate.ts';
import { type Case, type Corpus, type Expected, readCorpus } from './corpus.ts';
import { proportion } from './wilson.ts';

/**
 * `npm run bench:locate -- DIR…`: how often locating is right; docs/locating.md says what is counted and why.
 */
interface Tally {
  right: number;
  wrong: number;
  abstained: number;
  /** Of those whose block is in the checkout. */
  inCheckout: number;
  rightInCheckout: number;
}

const showMisses = process.argv.includes('--misses');
const directories = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
if (directories.length === 0) {
  process.stderr.write('usage: npm run bench:locate -- DIR… [--misses]\n');
  process.exitCode = 2;
}

const templates = loadFrom([bundledTemplates]);
const totals = new Map<string, Tally>();
/** The same answers, of which only the exact block and instance counts as right. */
const exactTotals = new Map<string, Tally>();
const byEvidence = new Map<string, Tally>();

for (const directory of directories) {
  const base = process.env.INIT_CWD ?? process.cwd();
  const corpus = readCorpus(resolve(base, directory), (type) => cloudTypesOf(type)[0] ?? null);
  for (const withState of [true, false]) {
    const label = withState ? 'with state' : 'without state';
    measure(corpus, corpus.findings, `findings, ${label}`, withState, false);
    measure(corpus, corpus.resources, `resources, ${label}`, withState, false);
    if (!withState)
      measure(
        corpus,
        corpus.resources,
        'resources that the code determines, without state',
        false,
        true,
      );
  }
}
print('all directories', totals);
print('all directories, only the exact block and instance', exactTotals);
print('resources without state, by the first evidence', byEvidence);

function measure(
  corpus: Corpus,
  cases: readonly Case[],
  name: string,
  withState: boolean,
  onlyDetermined: boolean,
): void {
  const code = terraform.open(corpus.tree);
  const locate = createLocator({
    hints: [],
    traceKeys: [],
    directories: [],
    stacks: [],
    state: withState ? corpus.state : null,
  });
  for (const { finding, expected } of cases) {
    const types = typesOf(finding);
    if (
      onlyDetermined &&
      !isDetermined(code.resources({ types, context: contextOf(finding.resource) }), expected)
    )
      continue;
    const found = locate(finding, [{ code, types }]);
    const location = found.kind === 'located' ? found.location : null;
    const isRight = location !== null && isExpected(location, expected, corpus, finding);
    const isExact = location !== null && isExactly(location, expected);
    count(tallyOf(totals, name), location !== null, isRight, expected.inCheckout);
    count(tallyOf(exactTotals, name), location !== null, isExact, expected.inCheckout);
    count(
      tallyOf(totals, `${corpus.name}: ${name}`),
      location !== null,
      isRight,
      expected.inCheckout,
    );
    if (!withState && !onlyDetermined && location !== null) {
      count(
        tallyOf(byEvidence, location.evidence[0]?.kind ?? 'none'),
        true,
        isRight,
        expected.inCheckout,
      );
    }
    const isMiss = location === null ? expected.inCheckout : !isRight;
    if (showMisses && isMiss) {
      const reason =
        found.kind === 'located'
          ? `located at ${found.location.address} (${found.location.file}:${found.location.line})`
          : `${found.kind}: ${found.reason}`;
      process.stdout.write(
        `${corpus.name} ${name}: ${finding.resource.id} expected ${expected.address} (${expected.file}:${expected.line}), ${reason}\n`,
      );
    }
  }
}

/** The block, or the call of the registry module that it is in. A key of an instance that the code does not tell is left out. */
function isExpected(
  { address, file, line }: Location,
  expected: Expected,
  { state }: Corpus,
  { resource }: Finding,
): boolean {
  // What no block made (a default group) belongs to what came with it, as the state tells.
  if (expected.address === null) {
    return state(resource).some((answer) => answer.part !== null && answer.address === address);
  }
  if (file !== expected.file || line !== expected.line) return false;
  return address === expected.address || address === withoutInstanceKeys(expected.address);
}

/**
 * The very block and instance. The call of a registry module, the VPC of a default group, and a block without the
 * instance's key are not it.
 */
function isExactly({ address, file, line }: Location, expected: Expected): boolean {
  return (
    expected.inCheckout &&
    file === expected.file &&
    line === expected.line &&
    address === expected.address
  );
}

/** As the main job searches: what a template of the control edits, or whatever makes such a resource. */
function typesOf(finding: Finding): readonly string[] {
  const edited = templatesFor(templates, finding).flatMap((template) =>
    resourceTypes(template, 'terraform'),
  );
  return [...new Set([...terraform.typesFor(finding.resource.type ?? ''), ...edited])].sort();
}

function isDetermined(resources: readonly ResourceInCode[], expected: Case['expected']): boolean {
  const block = resources.find(
    ({ address, path, line }) =>
      address === expected.address && path === expected.file && line === expected.line,
  );
  if (block === undefined) return false;
  const others = resources.filter((other) => other !== block && other.type === block.type);
  const taken = new Set(others.flatMap(identityTexts));
  return identityTexts(block).some((text) => !taken.has(text));
}

function identityTexts({ identities, tags }: ResourceInCode): string[] {
  const names = identities.flatMap(({ kind, value }) =>
    kind !== 'prefix' && value.kind === 'string' ? [`name ${value.value}`] : [],
  );
  const traces = [...tags.entries].flatMap(([key, value]) =>
    (key === 'Name' || key.endsWith('yor_trace')) && value.kind === 'string'
      ? [`${key} ${value.value}`]
      : [],
  );
  return [...names, ...traces];
}

function tallyOf(tallies: Map<string, Tally>, name: string): Tally {
  const tally = tallies.get(name) ?? {
    right: 0,
    wrong: 0,
    abstained: 0,
    inCheckout: 0,
    rightInCheckout: 0,
  };
  tallies.set(name, tally);
  return tally;
}

function count(tally: Tally, isLocated: boolean, isRight: boolean, inCheckout: boolean): void {
  if (!isLocated) tally.abstained++;
  else if (isRight) tally.right++;
  else tally.wrong++;
  if (inCheckout) tally.inCheckout++;
  if (inCheckout && isRight) tally.rightInCheckout++;
}

function print(title: string, tallies: ReadonlyMap<string, Tally>): void {
  process.stdout.write(`\n${title}\n`);
  for (const [name, tally] of [...tallies].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const { right, wrong, abstained, inCheckout, rightInCheckout } = tally;
    const all = right + wrong + abstained;
    process.stdout.write(
      `${name.padEnd(70)} precision ${proportion(right, right + wrong)}  recall ${proportion(rightInCheckout, inCheckout)}  abstained ${proportion(abstained, all)}\n`,
    );
  }
}

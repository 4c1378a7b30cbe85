import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Attributes, PlannedChange } from './schema.ts';
import { stateOf } from './state.ts';
import type { Terraform } from './terraform.ts';

/** A case, and the folder with its `before/` and `after/`. */
export interface PlannedCase {
  readonly label: string;
  readonly folder: string;
}

const offline = `
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
`;
/** So often a plan's values are written down before a state without changes is given up on. */
const rounds = 4;

/**
 * What plans of the cases would do, or `FAILED` with the reason, by label. A plan takes seconds to start, so many cases are
 * planned at once, each as a module; where that fails, those that the error names apart from the others, else in halves.
 */
export class PlanJudge {
  readonly #terraform: Terraform;
  readonly #work: string;
  #attributes: ReadonlyMap<string, Attributes> | null = null;

  constructor(terraform: Terraform, work: string) {
    this.#terraform = terraform;
    this.#work = work;
  }

  judge(cases: readonly PlannedCase[]): ReadonlyMap<string, string> {
    try {
      return this.#together(cases);
    } catch (thrown) {
      const said = messageOf(thrown);
      const [only] = cases;
      if (cases.length === 1 && only !== undefined)
        return new Map([[only.label, `FAILED: ${said.slice(0, 400)}`]]);
      const named = new Set([...said.matchAll(/\bc(\d+)[/.]/g)].map(([, index]) => Number(index)));
      const isNamed = (_: PlannedCase, index: number) =>
        named.size > 0 && named.size < cases.length ? named.has(index) : index < cases.length / 2;
      const [one, other] = [
        cases.filter(isNamed),
        cases.filter((each, index) => !isNamed(each, index)),
      ];
      return new Map([...this.judge(one), ...this.judge(other)]);
    }
  }

  #together(cases: readonly PlannedCase[]): ReadonlyMap<string, string> {
    const directory = join(this.#work, 'root');
    rmSync(directory, { recursive: true, force: true });
    mkdirSync(directory);
    writeFileSync(
      join(directory, 'main.tf'),
      cases
        .map(({ folder }, index) => callOf(join(directory, `c${index}`), folder, index))
        .join(''),
    );
    this.#terraform.init(directory);
    this.#attributes ??= this.#terraform.attributes(directory);
    const state = new Map<string, PlannedChange>();
    let pending = this.#terraform.plan(directory);
    for (let round = 0; round < rounds && pending.length > 0; round++) {
      for (const one of pending) state.set(one.address, one);
      writeFileSync(
        join(directory, 'terraform.tfstate'),
        stateOf(state.values(), this.#attributes),
      );
      pending = this.#terraform.plan(directory);
    }
    const [first] = pending;
    if (first !== undefined) throw new Error(`no state without changes for ${first.address}`);
    cases.forEach(({ folder }, index) => {
      cpSync(join(folder, 'after'), join(directory, `c${index}`), { recursive: true });
    });
    writeFileSync(
      join(directory, 'main.tf'),
      cases
        .map(({ folder }, index) => moduleCall(join(directory, `c${index}`), folder, index))
        .join(''),
    );
    const changes = Map.groupBy(
      this.#terraform.plan(directory),
      ({ address }) => /^module\.(c\d+)\./.exec(address)?.[1] ?? '',
    );
    return new Map(
      cases.map(({ label }, index) => [label, wordsOf(changes.get(`c${index}`) ?? [])]),
    );
  }
}

/** Copies `before/` into the module's directory, and calls it. */
function callOf(directory: string, folder: string, index: number): string {
  cpSync(join(folder, 'before'), directory, { recursive: true });
  const text = readdirSync(directory)
    .filter((name) => name.endsWith('.tf'))
    .map((name) => readFileSync(join(directory, name), 'utf8'))
    .join('\n');
  const aliases = [...text.matchAll(/alias\s*=\s*"(\w+)"/g)].map(([, alias]) => alias);
  const overrides = aliases.map((alias) => `provider "aws" {\n  alias = "${alias}"${offline}}\n`);
  writeFileSync(join(directory, 'judge.tf'), `provider "aws" {${offline}}\n`);
  writeFileSync(join(directory, 'judge_override.tf'), overrides.join('\n'));
  return moduleCall(directory, folder, index);
}

/** The call of the module, with what its variable files say as arguments: they hold nothing but literals. */
function moduleCall(directory: string, folder: string, index: number): string {
  const files = readdirSync(join(folder, 'before'))
    .filter((name) => name === 'terraform.tfvars' || name.endsWith('.auto.tfvars'))
    .map((name) => readFileSync(join(directory, name), 'utf8'));
  return `module "c${index}" {\n  source = "./c${index}"\n${files.join('\n')}\n}\n`;
}

function wordsOf(changes: readonly PlannedChange[]): string {
  if (changes.length === 0) return 'FAILED: the plan is empty';
  return changes
    .map(
      ({ address, change }) =>
        `${change.actions.join('+')} ${address.replace(/^module\.c\d+\./, '')}`,
    )
    .join(', ');
}

/** All that Terraform said, without its frames. */
function messageOf(thrown: unknown): string {
  const said =
    thrown instanceof Error && 'stderr' in thrown ? String(thrown.stderr) : String(thrown);
  return said.replaceAll(/[│╷╵\s]+/g, ' ').trim();
}

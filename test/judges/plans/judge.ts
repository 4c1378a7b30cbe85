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
      if (cases.length === 1 && only !== undefined) return new Map([[only.label, failure(said)]]);
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
    const root = join(this.#work, 'root');
    rmSync(root, { recursive: true, force: true });
    mkdirSync(root);
    const placed = cases.map(({ label, folder }, index) => {
      const name = cases.length === 1 ? null : `c${index}`;
      return { label, folder, name, directory: name === null ? root : join(root, name) };
    });
    for (const { folder, directory } of placed)
      cpSync(join(folder, 'before'), directory, { recursive: true });
    for (const { directory } of placed) takeOffline(directory, directory === root);
    if (cases.length > 1) writeFileSync(join(root, 'root.tf'), `provider "aws" {${offline}}\n`);
    writeCalls(root, placed);
    this.#terraform.init(root);
    this.#attributes ??= this.#terraform.attributes(root);
    const noise = this.#settle(root, this.#attributes);
    for (const { folder, directory } of placed)
      cpSync(join(folder, 'after'), directory, { recursive: true });
    writeCalls(root, placed);
    const changes = this.#terraform.plan(root).filter((each) => !noise.has(identity(each)));
    return new Map(
      placed.map(({ label, name }) => {
        const prefix = name === null ? '' : `module.${name}.`;
        return [
          label,
          wordsOf(
            changes.filter(({ address }) => address.startsWith(prefix)),
            prefix,
          ),
        ];
      }),
    );
  }

  /** Writes a state over which a plan has nothing to do, and returns what it wants to do all the same. */
  #settle(root: string, attributes: ReadonlyMap<string, Attributes>): ReadonlySet<string> {
    const state = new Map<string, PlannedChange>();
    let pending = this.#terraform.plan(root);
    for (let round = 0; round < rounds && pending.length > 0; round++) {
      for (const one of pending) state.set(one.address, one);
      writeFileSync(join(root, 'terraform.tfstate'), stateOf(state.values(), attributes));
      pending = this.#terraform.plan(root);
    }
    return new Set(pending.map(identity));
  }
}

/** The change of a resource to these values. */
function identity({ address, change }: PlannedChange): string {
  return JSON.stringify([address, change]);
}

/** Has every provider of a directory ask AWS nothing; one for the whole root, where it has none. */
function takeOffline(directory: string, isRoot: boolean): void {
  const text = readdirSync(directory)
    .filter((name) => name.endsWith('.tf'))
    .map((name) => readFileSync(join(directory, name), 'utf8'))
    .join('\n');
  const aliases = [...text.matchAll(/^ *alias\s*=\s*"(\w+)"/gm)].map(([, alias]) => alias);
  const own = [...text.matchAll(/^provider "aws"/gm)].length;
  const overrides = aliases.map((alias) => `provider "aws" {\n  alias = "${alias}"${offline}}\n`);
  if (own > aliases.length) overrides.push(`provider "aws" {${offline}}\n`);
  else if (isRoot) writeFileSync(join(directory, 'judge.tf'), `provider "aws" {${offline}}\n`);
  writeFileSync(join(directory, 'judge_override.tf'), overrides.join('\n'));
}

/** Calls each case as a module, with what its variable files say as arguments: they hold nothing but literals. */
function writeCalls(
  root: string,
  placed: readonly { readonly name: string | null; readonly directory: string }[],
): void {
  const calls = placed.map(({ name, directory }) => {
    if (name === null) return '';
    const files = readdirSync(directory)
      .filter((file) => file === 'terraform.tfvars' || file.endsWith('.auto.tfvars'))
      .map((file) => readFileSync(join(directory, file), 'utf8'));
    return `module "${name}" {\n  source = "./${name}"\n${files.join('\n')}\n}\n`;
  });
  writeFileSync(join(root, 'calls.tf'), calls.join(''));
}

function wordsOf(changes: readonly PlannedChange[], prefix: string): string {
  if (changes.length === 0) return 'FAILED: the plan is empty';
  return changes
    .map(({ address, change }) => `${change.actions.join('+')} ${address.slice(prefix.length)}`)
    .join(', ');
}

function failure(said: string): string {
  return said.includes('Failed to query available provider packages')
    ? 'NOT PLANNED: the provider version that the case asks for is not at hand'
    : `FAILED: ${said.slice(0, 400)}`;
}

/** All that Terraform said, without its frames. */
function messageOf(thrown: unknown): string {
  const said =
    thrown instanceof Error && 'stderr' in thrown ? String(thrown.stderr) : String(thrown);
  return said.replaceAll(/[│╷╵\s]+/g, ' ').trim();
}

import type { EvaluationContext } from '../../../model/language.ts';
import { Budget } from '../evaluate/budget.ts';
import type { ConfigFile } from '../syntax/ast.ts';
import type { ModuleDeclarations } from './declarations.ts';
import type { ModuleSources } from './sources.ts';
import type { TerragruntUnit } from './terragrunt.ts';
import { UnitEvaluation } from './terragrunt-unit.ts';

/** A root module with the variable files of one environment. */
export interface RootModule {
  readonly directory: string;
  /** The directory, with the variable file in parentheses where there are several to choose from. */
  readonly label: string;
  /** Applied in this order; later ones win. */
  readonly variableFiles: readonly ConfigFile[];
  /** The unit of Terragrunt that applies it; absent where Terraform is run by itself. */
  readonly unit?: TerragruntUnit;
}

/** What every module of one tree shares while it is evaluated, and what the results depend on. */
export class RootEvaluation {
  readonly root: RootModule;
  readonly sources: ModuleSources;
  readonly unit: UnitEvaluation | null;
  readonly budget = new Budget();
  readonly #declarations = new Map<string, ModuleDeclarations | null>();
  readonly #texts = new Map<string, string | null>();
  #context: EvaluationContext;
  #usesContext = false;

  constructor(root: RootModule, sources: ModuleSources, context: EvaluationContext) {
    this.root = root;
    this.sources = sources;
    this.unit = root.unit === undefined ? null : new UnitEvaluation(root.unit, this);
    this.#context = context;
  }

  /** The finding's account, region and partition. Asking for it ties the results to that finding's context. */
  get context(): EvaluationContext {
    this.#usesContext = true;
    return this.#context;
  }

  /** Whether anything so far depended on the context. */
  get usesContext(): boolean {
    return this.#usesContext;
  }

  /** Whether the results so far hold for this context. */
  serves(context: EvaluationContext): boolean {
    const { account, region, partition } = this.#context;
    return (
      !this.#usesContext ||
      (account === context.account && region === context.region && partition === context.partition)
    );
  }

  /** Goes on in a context that it serves. */
  adopt(context: EvaluationContext): void {
    this.#context = context;
  }

  declarations(directory: string): ModuleDeclarations | null {
    const declarations = this.sources.declarations(directory);
    this.#declarations.set(directory, declarations);
    return declarations;
  }

  text(path: string): string | null {
    const source = this.sources.checkout.tree.read(path);
    const text = source.ok ? source.text : null;
    this.#texts.set(path, text);
    return text;
  }

  hasRead(path: string): boolean {
    return this.#texts.has(path);
  }

  /** Tells when the code was too much to be evaluated to the end: many values are unknown then. */
  reportExhaustion(): void {
    if (!this.budget.exhausted) return;
    const path = this.sources.declarations(this.root.directory)?.files[0]?.path;
    this.sources.checkout.report(
      { path: path ?? this.root.directory, line: 1, column: 1 },
      `the root module ${this.root.label} is too large to be evaluated to the end; values beyond that are unknown`,
    );
  }

  /** Whether everything that was read is the same in another checkout. */
  isSameIn(root: RootModule, sources: ModuleSources): boolean {
    const { variableFiles } = this.root;
    if (variableFiles.length !== root.variableFiles.length) return false;
    if (variableFiles.some((file, index) => file !== root.variableFiles[index])) return false;
    for (const [directory, declarations] of this.#declarations) {
      if (sources.declarations(directory) !== declarations) return false;
    }
    for (const [path, text] of this.#texts) {
      const source = sources.checkout.tree.read(path);
      if ((source.ok ? source.text : null) !== text) return false;
    }
    return true;
  }

  /** Depends on what the other depends on: its results were taken over. */
  dependOn(other: RootEvaluation): void {
    for (const [directory, declarations] of other.#declarations) {
      this.#declarations.set(directory, declarations);
    }
    for (const [path, text] of other.#texts) this.#texts.set(path, text);
    this.#usesContext ||= other.#usesContext;
  }
}

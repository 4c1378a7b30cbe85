import type { Result } from '../../foundation/result.ts';
import type {
  Code,
  Edited,
  EditIntent,
  EditRefusal,
  EvaluationContext,
  ResourceQuery,
} from '../../model/language.ts';
import type { ResourceInCode } from '../../model/resource.ts';
import type { SourceProblem, SourceTree } from '../../model/source.ts';
import type { StateBackend } from '../../model/terraform-state.ts';
import { Checkout } from './modules/checkout.ts';
import { resourceElsewhere } from './modules/elsewhere.ts';
import { environmentsOf } from './modules/environments.ts';
import type { ExternalCall } from './modules/external-calls.ts';
import { isModuleFile, isVariableFile } from './modules/file-names.ts';
import { ModuleGraph } from './modules/graph.ts';
import { directoryOf, nameOf } from './modules/paths.ts';
import type { RootModule } from './modules/root-module.ts';
import { ModuleSources } from './modules/sources.ts';
import { stateBackendOf } from './modules/state-backend.ts';
import { isTerragruntFile } from './modules/terragrunt.ts';
import { EvaluatedRoot } from './resources/evaluated-root.ts';
import type { TerraformInstance } from './resources/instance.ts';

/** Computes the edits for intents: the part of this language that lives in `edit/`. */
export type Editor = (
  code: TerraformCode,
  intents: readonly EditIntent[],
  context: EvaluationContext,
) => Result<Edited, EditRefusal>;

/** How many contexts one root module is kept evaluated in, where the context makes a difference. */
const KEPT_CONTEXTS = 8;

/** The Terraform code of one checkout. */
export class TerraformCode implements Code {
  readonly tree: SourceTree;
  readonly #editor: Editor;
  readonly #checkout: Checkout;
  readonly #sources: ModuleSources;
  readonly #graph: ModuleGraph;
  /** What the view over an earlier tree had evaluated. */
  readonly #earlier: ReadonlyMap<string, readonly EvaluatedRoot[]>;
  readonly #environments = new Map<string, readonly RootModule[]>();
  /** By label of the root module. */
  readonly #evaluated = new Map<string, EvaluatedRoot[]>();

  constructor(tree: SourceTree, editor: Editor, earlier: TerraformCode | null = null) {
    this.tree = tree;
    this.#editor = editor;
    this.#earlier =
      earlier === null ? new Map() : new Map([...earlier.#earlier, ...earlier.#evaluated]);
    this.#checkout = new Checkout(tree, earlier === null ? null : earlier.#checkout);
    this.#sources = new ModuleSources(this.#checkout, earlier === null ? null : earlier.#sources);
    this.#graph = new ModuleGraph(this.#sources);
  }

  resources({ types, context }: ResourceQuery): readonly TerraformInstance[] {
    const directories = this.#graph.withCallers(this.#graph.mentioning(types));
    return this.#graph
      .rootsAbove(directories)
      .flatMap((directory) => this.#environmentsOf(directory))
      .flatMap((root) => this.#evaluatedIn(root, context).instances(types, directories, context));
  }

  rootResources(root: string, context: EvaluationContext): readonly TerraformInstance[] {
    const found = this.#rootLabelled(root);
    return found === null ? [] : this.#evaluatedIn(found, context).everything(context);
  }

  stateBackend(root: string): StateBackend | null {
    const directory = this.#rootLabelled(root)?.directory;
    const declarations = directory === undefined ? null : this.#sources.declarations(directory);
    return declarations === null ? null : stateBackendOf(declarations);
  }

  rootsOf(path: string): readonly string[] {
    if (!isModuleFile(path) && !isVariableFile(path) && !isTerragruntFile(path))
      return this.#reading(path);
    const givesValues = isVariableFile(path) || isTerragruntFile(path);
    const directories = givesValues ? [...this.#checkout.directories.keys()] : [directoryOf(path)];
    const roots = this.#graph
      .rootsAbove(new Set(directories))
      .flatMap((directory) => this.#environmentsOf(directory));
    const taking = givesValues ? roots.filter((root) => takesFrom(root, path)) : roots;
    return taking.map(({ label }) => label);
  }

  /** The roots that have read a file by a function, as far as they are evaluated. */
  #reading(path: string): readonly string[] {
    const evaluated = [...this.#evaluated, ...this.#earlier].filter(([, contexts]) =>
      contexts.some((one) => one.hasRead(path)),
    );
    return [...new Set(evaluated.map(([label]) => label))];
  }

  /** Every call of a module whose code is not in the checkout, with its evaluated arguments. */
  externalCalls(context: EvaluationContext): readonly ExternalCall[] {
    const directories = this.#graph.withCallers(this.#graph.callingElsewhere());
    return this.#graph
      .rootsAbove(directories)
      .flatMap((directory) => this.#environmentsOf(directory))
      .flatMap((root) => this.#evaluatedIn(root, context).externalCalls(directories, context));
  }

  elsewhere(addresses: readonly string[], context: EvaluationContext): readonly ResourceInCode[] {
    const inside = addresses.filter((address) => address.startsWith('module.'));
    if (inside.length === 0) return [];
    const calls = this.externalCalls(context);
    return inside.flatMap((address) => resourceElsewhere(address, calls));
  }

  problems(): readonly SourceProblem[] {
    return this.#checkout.problems();
  }

  edit(intents: readonly EditIntent[], context: EvaluationContext): Result<Edited, EditRefusal> {
    return this.#editor(this, intents, context);
  }

  with(tree: SourceTree): TerraformCode {
    return new TerraformCode(tree, this.#editor, this);
  }

  #rootLabelled(label: string): RootModule | null {
    // A label is the directory, with the variable file in parentheses where there are several.
    const directories = [label.replace(/ \([^()]*\)$/, ''), label];
    const roots = directories.flatMap((directory) => this.#environmentsOf(directory));
    return roots.find((root) => root.label === label) ?? null;
  }

  #environmentsOf(directory: string): readonly RootModule[] {
    const known = this.#environments.get(directory);
    if (known !== undefined) return known;
    const environments = environmentsOf(directory, this.#sources);
    this.#environments.set(directory, environments);
    return environments;
  }

  #evaluatedIn(root: RootModule, context: EvaluationContext): EvaluatedRoot {
    const kept = this.#evaluated.get(root.label) ?? [];
    const serving = kept.find((evaluated) => evaluated.serves(context));
    if (serving !== undefined) return serving;
    const evaluated =
      this.#carried(root, context) ?? new EvaluatedRoot(root, this.#sources, context);
    this.#evaluated.set(root.label, [...kept, evaluated].slice(-KEPT_CONTEXTS));
    return evaluated;
  }

  /** What the view over the earlier tree has evaluated, where nothing of it has changed. */
  #carried(root: RootModule, context: EvaluationContext): EvaluatedRoot | null {
    for (const evaluated of this.#earlier.get(root.label) ?? []) {
      const carried = evaluated.carriedTo(root, this.#sources, context);
      if (carried !== null) return carried;
    }
    return null;
  }
}

/** Whether a file gives the root values: as one of its variable files, or from above its unit, where Terragrunt may read it. */
function takesFrom({ variableFiles, unit }: RootModule, path: string): boolean {
  if (variableFiles.some((file) => file.path === path)) return true;
  const above = directoryOf(path);
  const isAbove = above === '' || unit?.path.startsWith(`${above}/`) === true;
  return (
    unit !== undefined && isTerragruntFile(path) && nameOf(path) !== 'terragrunt.hcl' && isAbove
  );
}

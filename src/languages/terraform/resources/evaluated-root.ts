import type { EvaluationContext } from '../../../model/language.ts';
import type { Declaration, ModuleDeclarations } from '../modules/declarations.ts';
import { type ExternalCall, externalCallsOf } from '../modules/external-calls.ts';
import { Module } from '../modules/module.ts';
import { RootEvaluation, type RootModule } from '../modules/root-module.ts';
import type { ModuleSources } from '../modules/sources.ts';
import type { TerraformInstance } from './instance.ts';
import { readResources } from './read.ts';

type Results = Map<string, readonly TerraformInstance[]>;

/** One root module with one set of variable files: its module tree, and the instances that it was asked for. */
export class EvaluatedRoot {
  readonly #evaluation: RootEvaluation;
  readonly #module: Module | null;
  readonly #results: Results;

  constructor(
    root: RootModule,
    sources: ModuleSources,
    context: EvaluationContext,
    results: Results = new Map(),
  ) {
    this.#evaluation = new RootEvaluation(root, sources, context);
    const declarations = this.#evaluation.declarations(root.directory);
    const generated = this.#evaluation.unit?.providers() ?? new Map<string, Declaration>();
    this.#module =
      declarations === null
        ? null
        : new Module(this.#evaluation, withProviders(declarations, generated), null);
    this.#results = results;
  }

  /** Whether what is evaluated here holds for this context too. */
  serves(context: EvaluationContext): boolean {
    return this.#evaluation.serves(context);
  }

  /** Whether the text of this file was asked for. */
  hasRead(path: string): boolean {
    return this.#evaluation.hasRead(path);
  }

  /** The instances of these types, in directories that can matter only. */
  instances(
    types: readonly string[],
    directories: ReadonlySet<string>,
    context: EvaluationContext,
  ): readonly TerraformInstance[] {
    const missing = new Set(types.filter((type) => !this.#results.has(type)));
    if (missing.size > 0) this.#read(missing, directories, context);
    return types.flatMap((type) => this.#results.get(type) ?? []);
  }

  /** Every instance of every type. */
  everything(context: EvaluationContext): readonly TerraformInstance[] {
    const types = new Set<string>();
    const directories = new Set<string>();
    for (const module of modulesBelow(this.#module, null)) {
      directories.add(module.directory);
      for (const { block } of module.declarations.resources.values()) {
        types.add(block.labels[0]?.text ?? '');
      }
    }
    return this.instances([...types], directories, context);
  }

  /** The calls of modules whose code is not in the checkout. */
  externalCalls(
    directories: ReadonlySet<string>,
    context: EvaluationContext,
  ): readonly ExternalCall[] {
    this.#evaluation.adopt(context);
    return [...modulesBelow(this.#module, directories)].flatMap(externalCallsOf);
  }

  #read(
    types: ReadonlySet<string>,
    directories: ReadonlySet<string>,
    context: EvaluationContext,
  ): void {
    this.#evaluation.adopt(context);
    const found = new Map(Array.from(types, (type): [string, TerraformInstance[]] => [type, []]));
    for (const module of modulesBelow(this.#module, directories)) {
      for (const instance of readResources(module, types)) found.get(instance.type)?.push(instance);
    }
    for (const [type, instances] of found) this.#results.set(type, instances);
    this.#evaluation.reportExhaustion();
  }

  /** The same results over a changed checkout; null when something that they depend on has changed. */
  carriedTo(
    root: RootModule,
    sources: ModuleSources,
    context: EvaluationContext,
  ): EvaluatedRoot | null {
    if (!this.serves(context) || !this.#evaluation.isSameIn(root, sources)) return null;
    const carried = new EvaluatedRoot(root, sources, context, new Map(this.#results));
    carried.#evaluation.dependOn(this.#evaluation);
    return carried;
  }
}

function withProviders(
  declarations: ModuleDeclarations,
  generated: ModuleDeclarations['providers'],
): ModuleDeclarations {
  if (generated.size === 0) return declarations;
  return { ...declarations, providers: new Map([...declarations.providers, ...generated]) };
}

/** The module and all that it calls, as far as the called directories matter; null when all do. */
function* modulesBelow(
  module: Module | null,
  directories: ReadonlySet<string> | null,
): Generator<Module> {
  if (module === null) return;
  yield module;
  for (const [name, call] of module.declarations.calls) {
    const source = module.evaluation.sources.sourceOf(call, module.directory);
    // A source that cannot be followed is asked for all the same: that makes it a reported problem.
    const matters =
      source.kind !== 'local' ||
      directories === null ||
      directories.has(source.directory) ||
      module.isMissing(source.directory);
    if (!matters) continue;
    for (const called of module.called(name)?.modules ?? [])
      yield* modulesBelow(called, directories);
  }
}

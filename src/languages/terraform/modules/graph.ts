import { isForeign, placeOfModule } from './own-modules.ts';
import { localDirectory, type ModuleSources } from './sources.ts';

/** Which directories of a checkout call which as modules. Reads texts to know what is worth parsing. */
export class ModuleGraph {
  readonly #sources: ModuleSources;
  /** Called directory → directories whose text mentions it; some may prove not to call it. */
  #mentioning: ReadonlyMap<string, ReadonlySet<string>> | null = null;
  #byType: ReadonlyMap<string, ReadonlySet<string>> | null = null;

  constructor(sources: ModuleSources) {
    this.#sources = sources;
  }

  /** The directories whose text mentions resources of these types. */
  mentioning(types: readonly string[]): ReadonlySet<string> {
    this.#byType ??= this.#directoriesByType();
    const found = new Set<string>();
    for (const type of types) {
      for (const directory of this.#byType.get(type) ?? []) found.add(directory);
    }
    return found;
  }

  /** The directories in which Terraform is run, of these and their callers; sorted. */
  rootsAbove(directories: ReadonlySet<string>): readonly string[] {
    return [...this.withCallers(directories)].filter((directory) => this.isRoot(directory)).sort();
  }

  /** The directories whose text may call modules of elsewhere. */
  callingElsewhere(): ReadonlySet<string> {
    const { checkout } = this.#sources;
    const found = [...checkout.directories].filter(([, { modules }]) =>
      modules.some((path) => checkout.mentions(path)?.callsElsewhere),
    );
    return new Set(found.map(([directory]) => directory));
  }

  /** These directories, and all that may call them, at whatever distance. */
  withCallers(directories: ReadonlySet<string>): ReadonlySet<string> {
    const found = new Set(directories);
    // A set grows while it is gone through, and what is added is visited too.
    for (const directory of found) {
      for (const caller of this.#callers().get(directory) ?? []) found.add(caller);
    }
    return found;
  }

  /**
   * Whether Terraform is run in the directory itself: nothing calls it as a module, or it configures
   * a backend or a provider all the same, or Terragrunt applies it.
   */
  isRoot(directory: string): boolean {
    const declarations = this.#sources.declarations(directory);
    if (declarations === null || isForeign(directory)) return false;
    if (this.#sources.unitsOf(directory).length > 0) return true;
    const callers = this.#callers().get(directory) ?? [];
    if (![...callers].some((caller) => caller !== directory && this.#calls(caller, directory))) {
      return true;
    }
    const configuresProvider = [...declarations.providers.values()].some(
      (provider) => provider.block.body.items.length > 0,
    );
    const hasBackend = declarations.settings.some(({ block }) =>
      block.body.items.some(
        (item) => item.kind === 'block' && (item.type === 'backend' || item.type === 'cloud'),
      ),
    );
    return hasBackend || configuresProvider;
  }

  #calls(caller: string, called: string): boolean {
    const calls = this.#sources.declarations(caller)?.calls.values() ?? [];
    return [...calls].some((call) => {
      const source = this.#sources.sourceOf(call, caller);
      return source.kind === 'local' && source.directory === called;
    });
  }

  #callers(): ReadonlyMap<string, ReadonlySet<string>> {
    if (this.#mentioning !== null) return this.#mentioning;
    const callers = new Map<string, Set<string>>();
    const { checkout } = this.#sources;
    for (const [directory, { modules }] of checkout.directories) {
      for (const path of modules) {
        const { sources = [], repositories = [] } = checkout.mentions(path) ?? {};
        const targets = [
          ...sources.map((source) => localDirectory(directory, source)),
          ...repositories.map(placeOfModule),
        ];
        for (const target of targets) {
          if (target === null || !checkout.directories.has(target)) continue;
          callers.set(target, (callers.get(target) ?? new Set()).add(directory));
        }
      }
    }
    this.#mentioning = callers;
    return callers;
  }

  #directoriesByType(): ReadonlyMap<string, ReadonlySet<string>> {
    const byType = new Map<string, Set<string>>();
    const { checkout } = this.#sources;
    for (const [directory, { modules }] of checkout.directories) {
      for (const path of modules) {
        for (const type of checkout.mentions(path)?.types ?? []) {
          byType.set(type, (byType.get(type) ?? new Set()).add(directory));
        }
      }
    }
    return byType;
  }
}

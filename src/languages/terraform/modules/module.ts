import type { Value } from '../../../model/value.ts';
import { evaluateExpression } from '../evaluate/evaluate.ts';
import { KnownValues } from '../evaluate/known-values.ts';
import { passedThrough } from '../evaluate/origin.ts';
import {
  evaluate,
  type Place,
  type Resolved,
  type Scope,
  type Step,
  type Surroundings,
} from '../evaluate/scope.ts';
import { markedSensitive, unknownValue } from '../evaluate/values.ts';
import { publishedFile, publishedModule } from '../registry/published-modules.ts';
import type { ConfigFile, Expression } from '../syntax/ast.ts';
import type { Declaration, ModuleDeclarations } from './declarations.ts';
import { type Moves, readMoves } from './moves.ts';
import type { ModuleNode } from './node.ts';
import { codeElsewhere } from './outputs.ts';
import { placeOf } from './places.ts';
import { keySuffix, type Repeated, type Repetition, repetitionOf } from './repetition.ts';
import { resolve } from './resolve.ts';
import type { RootEvaluation } from './root-module.ts';
import { variableValue } from './variables.ts';

/** What a module instance costs of the budget, so that calls that multiply come to an end. */
const MODULE_COST = 400;

/** The call that makes a module instance. */
export interface ModuleCall {
  readonly parent: Module;
  readonly name: string;
  readonly declaration: Declaration;
  readonly repeated: Repeated;
}

/** A module call's instances; `modules` is empty when the module is not in the checkout. */
export interface CalledModules {
  readonly repetition: Repetition;
  readonly modules: readonly Module[];
}

/** One instance of a module: its variables, locals and outputs are evaluated when first asked for, and kept. */
export class Module implements ModuleNode, Surroundings {
  readonly evaluation: RootEvaluation;
  readonly declarations: ModuleDeclarations;
  readonly made: ModuleCall | null;
  readonly #values = new KnownValues();
  readonly #repetitions = new Map<Declaration, Repetition>();
  #moves: Moves | null = null;
  readonly #called = new Map<string, CalledModules>();

  constructor(
    evaluation: RootEvaluation,
    declarations: ModuleDeclarations,
    made: ModuleCall | null,
  ) {
    this.evaluation = evaluation;
    this.declarations = declarations;
    this.made = made;
  }

  get parent(): Module | null {
    return this.made?.parent ?? null;
  }

  get call(): Declaration | null {
    return this.made?.declaration ?? null;
  }

  get address(): string {
    if (this.made === null) return '';
    const { parent, name, repeated } = this.made;
    return parent.addressOf(`module.${name}${keySuffix(repeated.key)}`);
  }

  get directory(): string {
    return this.declarations.directory;
  }

  get root(): string {
    return this.evaluation.root.label;
  }

  get workingDirectory(): string {
    return this.evaluation.root.directory;
  }

  get variableFiles(): readonly ConfigFile[] {
    return this.made === null ? this.evaluation.root.variableFiles : [];
  }

  get budget() {
    return this.evaluation.budget;
  }

  /** The address of something in this module. */
  addressOf(local: string): string {
    const { address } = this;
    const inner = this.declarations.published?.places.get(local.replace(/\[.*$/s, ''));
    return [address, inner, local].filter((part) => part).join('.');
  }

  file(path: string): ConfigFile | null {
    return publishedFile(path) ?? this.evaluation.sources.checkout.file(path);
  }

  read(path: string): string | null {
    return this.evaluation.text(path);
  }

  paths(): readonly string[] {
    return this.evaluation.sources.checkout.tree.paths();
  }

  evaluate(expression: Expression, scope: Scope): Value {
    return evaluateExpression(expression, scope);
  }

  resolve(head: string, steps: readonly Step[]): Resolved {
    return resolve(this, head, steps);
  }

  /** Where instances of this module were before, and what is imported into it. */
  get moves(): Moves {
    this.#moves ??= readMoves(this);
    return this.#moves;
  }

  /** The scope of expressions at a place in this module. */
  scope(place: Place, bound: ReadonlyMap<string, Value> = new Map()): Scope {
    return { place, surroundings: this, bound };
  }

  variable(name: string): Value {
    return this.once(`var.${name}`, () => variableValue(this, name));
  }

  local(name: string): Value {
    return this.once(`local.${name}`, () => {
      const local = this.declarations.locals.get(name);
      if (local === undefined) return unknownValue(`local.${name} is not declared`, null);
      return this.valueAt(local.value, {
        file: local.file,
        layer: 'local',
        label: `local.${name}`,
      });
    });
  }

  output(name: string): Value {
    return this.once(`output.${name}`, () => {
      const output = this.declarations.outputs.get(name);
      const value = output?.attributes.get('value');
      if (output === undefined || value === undefined) {
        if (this.declarations.published !== undefined) return codeElsewhere(this.address);
        return unknownValue(`${this.addressOf(name)} is not declared`, null);
      }
      const place: Place = { file: value.file, layer: 'module-source', label: `output "${name}"` };
      const sensitive = output.attributes.get('sensitive')?.attribute.value;
      return markedSensitive(
        this.valueAt(value.attribute.value, place),
        sensitive?.kind === 'literal' && sensitive.value === true,
      );
    });
  }

  /** The value of an expression at a place, with that place noted on whatever passes through it. */
  valueAt(
    expression: Expression,
    place: Place,
    bound: ReadonlyMap<string, Value> = new Map(),
  ): Value {
    const value = evaluate(expression, this.scope(place, bound));
    return passedThrough(value, place, expression.range, this.budget);
  }

  /** Computes a value once. What needs itself on the way is unknown. */
  once(key: string, compute: () => Value): Value {
    return this.#values.once(key, compute);
  }

  /** The instances of a resource, data source or call of this module. */
  repetition(declaration: Declaration): Repetition {
    const known = this.#repetitions.get(declaration);
    if (known !== undefined) return known;
    const reason = 'count or for_each refers to itself';
    // While it is being computed, whoever asks gets an answer without instances.
    this.#repetitions.set(declaration, { kind: 'for_each', instances: [], unknown: reason });
    const label = declaration.block.labels.map((part) => part.text).join('.');
    const place: Place = { file: declaration.file, layer: 'resource', label };
    const repetition = repetitionOf(declaration, this.scope(place));
    this.#repetitions.set(declaration, repetition);
    return repetition;
  }

  /** The modules that a call makes; null when there is no such call. */
  called(name: string): CalledModules | null {
    const known = this.#called.get(name);
    if (known !== undefined) return known;
    const declaration = this.declarations.calls.get(name);
    if (declaration === undefined) return null;
    const repetition = this.repetition(declaration);
    const declarations = this.#declarationsOf(declaration);
    const cost = MODULE_COST * repetition.instances.length;
    const modules =
      declarations === null || !this.budget.spend(cost)
        ? []
        : repetition.instances.map(
            (repeated) =>
              new Module(this.evaluation, declarations, {
                parent: this,
                name,
                declaration,
                repeated,
              }),
          );
    const called = { repetition, modules };
    this.#called.set(name, called);
    return called;
  }

  /** What the called module declares; null, and a problem unless it is simply elsewhere, when it cannot be followed. */
  #declarationsOf(call: Declaration): ModuleDeclarations | null {
    const source = this.evaluation.sources.sourceOf(call, this.directory);
    if (source.kind === 'external') {
      return publishedModule(source.source, source.version)?.declarations ?? null;
    }
    const complaint = (message: string) => {
      const { checkout } = this.evaluation.sources;
      checkout.report(placeOf(call.file, call.block.range.start), message);
      return null;
    };
    if (source.kind === 'unreadable') return complaint('the module call has no plain source');
    if (source.kind === 'outside') {
      return complaint(`the module source "${source.source}" leaves the checkout`);
    }
    if (this.#isInside(source.directory))
      return complaint('the module calls itself; it is not followed');
    return (
      this.evaluation.declarations(source.directory) ??
      complaint(`there are no Terraform files in the module source "${source.directory}"`)
    );
  }

  /** Whether a called directory has no Terraform files. */
  isMissing(directory: string): boolean {
    return !this.evaluation.sources.checkout.directories.has(directory);
  }

  /** A module that calls itself, at whatever distance, is not followed. */
  #isInside(directory: string): boolean {
    for (let module: Module | null = this; module !== null; module = module.parent) {
      if (module.directory === directory) return true;
    }
    return false;
  }
}

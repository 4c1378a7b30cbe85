import type { Value } from '../../../model/value.ts';
import type { Budget } from '../evaluate/budget.ts';
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
import { mapValue, unknownValue } from '../evaluate/values.ts';
import type { ConfigFile, Expression } from '../syntax/ast.ts';
import type { LocalDeclaration } from './declarations.ts';
import { directoryOf } from './paths.ts';
import { readDeclarations } from './read-declarations.ts';
import { attributeIn } from './terragrunt.ts';
import { evaluateTerragruntCall } from './terragrunt-functions.ts';
import type { UnitEvaluation } from './terragrunt-unit.ts';

/** One file of a Terragrunt unit as it is evaluated: its locals, and what Terragrunt adds to the language. */
export class TerragruntFile implements Surroundings {
  readonly file: ConfigFile;
  readonly unit: UnitEvaluation;
  readonly #locals: ReadonlyMap<string, LocalDeclaration>;
  readonly #values = new KnownValues();

  constructor(file: ConfigFile, unit: UnitEvaluation) {
    this.file = file;
    this.unit = unit;
    this.#locals = readDeclarations('', [file]).locals;
  }

  get budget(): Budget {
    return this.unit.evaluation.budget;
  }

  /** Terragrunt runs in the unit's directory, whichever file an expression stands in. */
  get workingDirectory(): string {
    return directoryOf(this.unit.unit.path);
  }

  read(path: string): string | null {
    return this.unit.evaluation.text(path);
  }

  paths(): readonly string[] {
    return this.unit.evaluation.sources.checkout.tree.paths();
  }

  evaluate(expression: Expression, scope: Scope): Value {
    const known =
      expression.kind === 'call' ? evaluateTerragruntCall(expression, scope, this) : null;
    return known ?? evaluateExpression(expression, scope);
  }

  resolve(head: string, steps: readonly Step[]): Resolved {
    const [first, second] = steps;
    const name = first?.kind === 'attribute' ? first.name : null;
    if (head === 'local' && name !== null) {
      return { value: this.#local(name), used: 1, foreign: false };
    }
    if (head === 'include') {
      const included = this.unit.included(name);
      if (included !== null) return { value: included.content(), used: 1, foreign: false };
      // The old form has one include, without a name.
      const only = this.unit.included('');
      if (only !== null) return { value: only.content(), used: 0, foreign: false };
    }
    const what = [head, name, second?.kind === 'attribute' ? second.name : null];
    const written = what.filter((part) => part !== null).join('.');
    const reason =
      head === 'dependency'
        ? `${written} comes from the state of another unit`
        : `${written} is known only when Terragrunt runs`;
    return { value: unknownValue(reason, null), used: steps.length, foreign: true };
  }

  /** The value of an expression of this file. */
  valueAt(expression: Expression, place: Place): Value {
    const value = evaluate(expression, { place, surroundings: this, bound: new Map() });
    return passedThrough(value, place, expression.range, this.budget);
  }

  /** What `read_terragrunt_config` and an exposed include give: locals and inputs. */
  content(): Value {
    const locals = [...this.#locals.keys()].map((name) => [name, this.#local(name)] as const);
    return mapValue(
      new Map([
        ['locals', mapValue(new Map(locals), null)],
        ['inputs', this.inputs() ?? mapValue(new Map(), null)],
      ]),
      null,
      false,
    );
  }

  /** The value of `inputs`; null when the file gives none. */
  inputs(): Value | null {
    const written = attributeIn(this.file, 'inputs');
    if (written === null) return null;
    const place: Place = {
      file: this.file,
      layer: 'variable-file',
      label: `inputs in ${this.file.path}`,
    };
    return this.#values.once('inputs', () => this.valueAt(written.value, place));
  }

  #local(name: string): Value {
    const local = this.#locals.get(name);
    if (local === undefined) return unknownValue(`local.${name} is not declared`, null);
    const place: Place = { file: this.file, layer: 'local', label: `local.${name}` };
    return this.#values.once(`local.${name}`, () => this.valueAt(local.value, place));
  }
}

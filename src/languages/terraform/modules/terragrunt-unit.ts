import type { Value } from '../../../model/value.ts';
import type { Place } from '../evaluate/scope.ts';
import { listValue, mapValue, unknownValue } from '../evaluate/values.ts';
import type { ConfigFile } from '../syntax/ast.ts';
import type { Declaration } from './declarations.ts';
import type { RootEvaluation } from './root-module.ts';
import { inputIn, inputsIn, type TerragruntUnit } from './terragrunt.ts';
import { TerragruntFile } from './terragrunt-file.ts';
import { generatedProviders } from './terragrunt-generate.ts';

/** A Terragrunt unit while its root module is evaluated. */
export class UnitEvaluation {
  readonly unit: TerragruntUnit;
  readonly evaluation: RootEvaluation;
  readonly #files = new Map<ConfigFile, TerragruntFile>();

  constructor(unit: TerragruntUnit, evaluation: RootEvaluation) {
    this.unit = unit;
    this.evaluation = evaluation;
  }

  /** A file as this unit evaluates it. */
  file(file: ConfigFile): TerragruntFile {
    const known = this.#files.get(file) ?? new TerragruntFile(file, this);
    this.#files.set(file, known);
    return known;
  }

  /** A file that the unit reads beside its own; null when it is not there, or cannot be parsed. */
  fileAt(path: string): TerragruntFile | null {
    // Reading it as a text makes the results depend on it.
    if (this.evaluation.text(path) === null) return null;
    const file = this.evaluation.sources.checkout.soundFile(path);
    return file === null ? null : this.file(file);
  }

  /** The file that an `include` of this name brings in; null when there is none. */
  included(name: string | null): TerragruntFile | null {
    const found = this.unit.includes.find((include) => include.name === name);
    return found === undefined ? null : this.fileAt(found.file.path);
  }

  /** The include that a file stands for: itself, or, of the unit's own file, the only one. */
  includeOf({ file }: TerragruntFile): ConfigFile | null {
    const { includes } = this.unit;
    if (includes.some((include) => include.file === file)) return file;
    const [only, ...others] = includes;
    return only === undefined || others.length > 0 ? null : only.file;
  }

  /** What `inputs` give a variable: the unit's own over those of what it includes; null when none does. */
  input(name: string): Value | null {
    let merged: Value | null = null;
    for (const { file, isDeep } of this.unit.inputs.toReversed()) {
      const value = this.#inputOf(file, name);
      if (value === null) continue;
      if (merged === null) merged = value;
      else if (isDeep) merged = mergedDeeply(value, merged);
    }
    return merged;
  }

  /** The provider configurations that `generate` blocks write. */
  providers(): ReadonlyMap<string, Declaration> {
    return generatedProviders(this);
  }

  #inputOf(file: ConfigFile, name: string): Value | null {
    const place: Place = { file, layer: 'variable-file', label: `${name} in ${file.path}` };
    const written = inputIn(file, name);
    if (written !== null) return this.file(file).valueAt(written, place);
    if (inputsIn(file) !== null) return null;
    const inputs = this.file(file).inputs();
    if (inputs === null) return null;
    if (inputs.kind !== 'map')
      return unknownValue(`the inputs of ${file.path} are not known`, null);
    const open =
      inputs.complete === false
        ? unknownValue(`not all inputs of ${file.path} are known`, null)
        : null;
    return inputs.entries.get(name) ?? open;
  }
}

/** `merge_strategy = "deep"`: maps are merged, lists follow each other, anything else is replaced. */
function mergedDeeply(base: Value, over: Value): Value {
  if (base.kind === 'list' && over.kind === 'list') {
    const complete = base.complete !== false && over.complete !== false;
    return listValue([...base.items, ...over.items], null, complete);
  }
  if (base.kind !== 'map' || over.kind !== 'map') {
    const isPartly = base.kind === 'unknown' && (over.kind === 'map' || over.kind === 'list');
    return isPartly ? { ...over, origin: null, complete: false } : over;
  }
  const entries = new Map(base.entries);
  for (const [key, value] of over.entries) {
    const before = entries.get(key);
    entries.set(key, before === undefined ? value : mergedDeeply(before, value));
  }
  return mapValue(entries, over.origin, base.complete !== false && over.complete !== false);
}

import type { MapValue, Value } from '../../../model/value.ts';
import { mapValue } from '../evaluate/values.ts';
import type { Declaration } from './declarations.ts';
import type { Module } from './module.ts';
import type { ModuleNode } from './node.ts';
import { placeOf } from './places.ts';
import { keySuffix, type Repeated } from './repetition.ts';
import { argumentOf } from './variables.ts';

/** A call of a module whose code is not in the checkout: of a registry, or another repository. */
export interface ExternalCall {
  /** `module.vpc`, `module.site["eu"].module.bucket`. */
  readonly address: string;
  readonly source: string;
  readonly version: string | null;
  /** As of a resource: the root module that it is evaluated in. */
  readonly root: string;
  readonly path: string;
  readonly line: number;
  readonly endLine: number;
  readonly arguments: MapValue;
  /** How sure it is that it exists: false only when `count` or `for_each` could not be evaluated. */
  readonly counted: boolean;
  readonly declaration: Declaration;
  /** The module that calls. */
  readonly caller: ModuleNode;
}

/** Arguments of a call that are Terraform's own. */
const metaArguments: ReadonlySet<string> = new Set([
  'source',
  'version',
  'count',
  'for_each',
  'providers',
  'depends_on',
]);

/** The calls in this module, not in those that it calls. */
export function externalCallsOf(module: Module): readonly ExternalCall[] {
  return [...module.declarations.calls].flatMap(([name, declaration]) => {
    const source = module.evaluation.sources.sourceOf(declaration, module.directory);
    if (source.kind !== 'external') return [];
    const { block, file } = declaration;
    return module.repetition(declaration).instances.map((repeated) => ({
      address: module.addressOf(`module.${name}${keySuffix(repeated.key)}`),
      source: source.source,
      version: source.version,
      root: module.root,
      path: file.path,
      line: placeOf(file, block.range.start).line,
      endLine: placeOf(file, block.range.end).line,
      arguments: argumentsOf(module, name, declaration, repeated),
      counted: repeated.counted,
      declaration,
      caller: module,
    }));
  });
}

function argumentsOf(
  module: Module,
  name: string,
  declaration: Declaration,
  repeated: Repeated,
): MapValue {
  const entries = new Map<string, Value>();
  for (const argument of declaration.attributes.keys()) {
    if (metaArguments.has(argument)) continue;
    const value = argumentOf({ parent: module, name, declaration, repeated }, argument);
    if (value !== null) entries.set(argument, value);
  }
  return mapValue(entries, null);
}

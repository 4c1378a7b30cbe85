import type { Value } from '../../../model/value.ts';
import { conform } from '../evaluate/conform.ts';
import { evaluate, type Place } from '../evaluate/scope.ts';
import { isSecretName } from '../evaluate/secrets.ts';
import { typeConstraint } from '../evaluate/type-constraints.ts';
import { mapValue, markedSensitive, unknownValue } from '../evaluate/values.ts';
import type { ConfigFile, Expression } from '../syntax/ast.ts';
import type { Declaration } from './declarations.ts';
import type { Module, ModuleCall } from './module.ts';
import { placeOf } from './places.ts';
import { contentOf } from './read-declarations.ts';
import { isTerragruntFile } from './terragrunt.ts';

/**
 * The value of a variable: as set by the call or the last variable file that has it, else its default; in its type.
 * One that the variable's own validation refuses is unknown: Terraform would make nothing with it.
 */
export function variableValue(module: Module, name: string): Value {
  const declaration = module.declarations.variables.get(name);
  if (declaration === undefined) return unknownValue(`variable "${name}" is not declared`, null);
  const sensitive = isSet(declaration, 'sensitive', true) || isSecretName(name);
  const value = valueInType(module, name, declaration);
  return markedSensitive(refusedBy(module, name, declaration, value) ?? value, sensitive);
}

/** What stands for a value that a validation of its variable refuses; null where none is known to. */
function refusedBy(
  module: Module,
  name: string,
  declaration: Declaration,
  value: Value,
): Value | null {
  // Other variables are not known here: one that asks for this one would go round in a circle.
  const bound = new Map([['var', mapValue(new Map([[name, value]]), null, false)]]);
  for (const { block, file } of declaration.blocks) {
    const written = contentOf(block, file).attributes.get('condition')?.attribute.value;
    if (block.type !== 'validation' || written === undefined) continue;
    const place: Place = { file, layer: 'variable-default', label: `validation of ${name}` };
    const holds = evaluate(written, module.scope(place, bound));
    if (holds.kind !== 'boolean' || holds.value) continue;
    const { line } = placeOf(file, block.range.start);
    const reason = `the validation of variable "${name}" (${file.path}:${line}) refuses its value`;
    return unknownValue(reason, value.origin);
  }
  return null;
}

function valueInType(module: Module, name: string, declaration: Declaration): Value {
  const evaluateIn = (file: ConfigFile) => (expression: Expression) => {
    const label = `variable "${name}" default`;
    return evaluate(expression, module.scope({ file, layer: 'variable-default', label }));
  };
  const type = declaration.attributes.get('type');
  const inType = (value: Value) =>
    conform(
      value,
      typeConstraint(type?.attribute.value),
      evaluateIn(type?.file ?? declaration.file),
    );
  const given = module.made === null ? fromFiles(module, name) : argumentOf(module.made, name);
  const refusesNull = isSet(declaration, 'nullable', false);
  if (given !== null && !(refusesNull && given.kind === 'null')) return inType(given);
  const standard = declaration.attributes.get('default');
  return standard === undefined
    ? unknownValue(`variable "${name}" has no value in the code`, null)
    : inType(evaluateIn(standard.file)(standard.attribute.value));
}

function isSet(declaration: Declaration, name: string, wanted: boolean): boolean {
  const written = declaration.attributes.get(name)?.attribute.value;
  return written?.kind === 'literal' && written.value === wanted;
}

function fromFiles(module: Module, name: string): Value | null {
  const { unit } = module.evaluation;
  for (const file of module.variableFiles.toReversed()) {
    if (isTerragruntFile(file.path)) continue;
    const place: Place = { file, layer: 'variable-file', label: `${name} in ${file.path}` };
    const item = file.body.items.find(
      (candidate) => candidate.kind === 'attribute' && candidate.name === name,
    );
    if (item?.kind !== 'attribute') continue;
    return evaluate(item.value, module.scope(place));
  }
  // Terragrunt's inputs are environment variables, which any variable file outranks.
  return unit?.input(name) ?? null;
}

/** What a call passes for a variable; null when it passes nothing. */
export function argumentOf(made: ModuleCall, name: string): Value | null {
  const argument = made.declaration.attributes.get(name);
  if (argument === undefined) return null;
  const address = made.parent.addressOf(`module.${made.name}`);
  const place: Place = {
    file: argument.file,
    layer: 'module-argument',
    label: `${address} argument ${name}`,
  };
  return made.parent.valueAt(argument.attribute.value, place, made.repeated.bound);
}

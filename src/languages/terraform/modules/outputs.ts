import type { Value } from '../../../model/value.ts';
import type { Resolved, Step } from '../evaluate/scope.ts';
import { mapValue, unknownValue } from '../evaluate/values.ts';
import type { Module } from './module.ts';
import { resolveInstances } from './references.ts';

/** `module.name.output`, with the key of an instance where there are several. The steps start after the name. */
export function resolveModule(module: Module, name: string, steps: readonly Step[]): Resolved {
  const called = module.called(name);
  const address = module.addressOf(`module.${name}`);
  if (called === null || called.modules.length < called.repetition.instances.length) {
    return { value: codeElsewhere(address), used: steps.length + 1, foreign: true };
  }
  const read = (
    repeated: { readonly key: string | number | null },
    output: string | null,
  ): Value => {
    const child = called.modules.find((candidate) => candidate.made?.repeated.key === repeated.key);
    if (child === undefined) return unknownValue(`${address} has no such instance`, null);
    return output === null ? allOutputs(child) : child.output(output);
  };
  const found = resolveInstances(called.repetition, address, steps, read);
  return { ...found, used: found.used + 1 };
}

/** An output of a module whose code is not at hand. */
export function codeElsewhere(address: string): Value {
  return unknownValue(`depends on ${address}, whose code is not in this checkout`, null);
}

function allOutputs(module: Module): Value {
  const names = [...module.declarations.outputs.keys()];
  return mapValue(new Map(names.map((name) => [name, module.output(name)])), null);
}

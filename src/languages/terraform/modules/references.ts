import type { Value } from '../../../model/value.ts';
import { propertyOf, resourceContent } from '../evaluate/blocks.ts';
import type { Resolved, Scope, Step } from '../evaluate/scope.ts';
import { memberOf, resourceAttribute } from '../evaluate/traversal.ts';
import { failedValue, listValue, mapValue, unknownValue } from '../evaluate/values.ts';
import type { Declaration } from './declarations.ts';
import { argumentBehind } from './id-attributes.ts';
import type { Module } from './module.ts';
import { keySuffix, type Repeated, type Repetition } from './repetition.ts';

/** What can be said of one instance: one attribute of it, or all of it when `attribute` is null. */
export type ReadInstance = (repeated: Repeated, attribute: string | null) => Value;

/** A resource's attributes: as written in the code, else known only after apply. The steps start after the name. */
export function resolveResource(
  module: Module,
  type: string,
  name: string,
  steps: readonly Step[],
): Resolved {
  const declaration = module.declarations.resources.get(`${type}.${name}`);
  const address = module.addressOf(`${type}.${name}`);
  if (declaration === undefined) {
    const value = unknownValue(`${address} is not declared in the files that can be read`, null);
    return { value, used: steps.length + 1, foreign: true };
  }
  const read: ReadInstance = (repeated, attribute) =>
    readResource(
      module,
      type,
      declaration,
      `${address}${keySuffix(repeated.key)}`,
      repeated,
      attribute,
    );
  const found = resolveInstances(module.repetition(declaration), address, steps, read);
  return { ...found, used: found.used + 1 };
}

/** Finds the instance or instances that the steps mean, and reads the attribute that they ask for. */
export function resolveInstances(
  repetition: Repetition,
  address: string,
  steps: readonly Step[],
  read: ReadInstance,
): Resolved {
  const [first, second] = steps;
  if (repetition.kind === 'single') {
    const [only] = repetition.instances;
    if (only !== undefined && first?.kind !== 'splat') return readWith(only, first, 0, read);
  }
  if (repetition.unknown !== null) {
    const attribute = second?.kind === 'attribute' ? second.name : null;
    const value = unknownValue(repetition.unknown, null, { reference: { address, attribute } });
    return { value, used: steps.length, foreign: true };
  }
  if (first?.kind === 'index') return resolveIndexed(repetition, address, first.key, second, read);
  if (first?.kind === 'splat')
    return { value: splat(repetition, first.steps, read), used: 1, foreign: true };
  return { value: all(repetition, read), used: 0, foreign: true };
}

function resolveIndexed(
  repetition: Repetition,
  address: string,
  key: Value,
  next: Step | undefined,
  read: ReadInstance,
): Resolved {
  const attribute = next?.kind === 'attribute' ? next.name : null;
  const used = attribute === null ? 1 : 2;
  if (key.kind === 'unknown') {
    const value = unknownValue(key.reason, null, { reference: { address, attribute } });
    return { value, used, foreign: true };
  }
  const wanted = key.kind === 'string' || key.kind === 'number' ? String(key.value) : null;
  const instance = repetition.instances.find((repeated) => String(repeated.key) === wanted);
  if (instance !== undefined) return readWith(instance, next, 1, read);
  return { value: failedValue(`${address} has no such instance`, null), used, foreign: true };
}

function readWith(
  instance: Repeated,
  step: Step | undefined,
  before: number,
  read: ReadInstance,
): Resolved {
  const attribute = step?.kind === 'attribute' ? step.name : null;
  const used = attribute === null ? before : before + 1;
  return { value: read(instance, attribute), used, foreign: true };
}

/** `type.name[*].attribute…`: the attribute of every instance, and what further steps lead to in it. */
function splat(repetition: Repetition, steps: readonly Step[], read: ReadInstance): Value {
  const [step, ...rest] = steps;
  const attribute = step?.kind === 'attribute' ? step.name : null;
  const further = attribute === null ? steps : rest;
  const items = repetition.instances.map((repeated) =>
    further.reduce(
      (value: Value, next) =>
        next.kind === 'splat'
          ? unknownValue('a splat in a splat over a resource is not followed', null)
          : memberOf(value, next),
      read(repeated, attribute),
    ),
  );
  return listValue(items, null);
}

/** Every instance: a list under `count`, a map under `for_each`. */
function all(repetition: Repetition, read: ReadInstance): Value {
  const items = repetition.instances.map(
    (repeated) => [String(repeated.key), read(repeated, null)] as const,
  );
  return repetition.kind === 'count'
    ? listValue(
        items.map(([, value]) => value),
        null,
      )
    : mapValue(new Map(items), null);
}

function readResource(
  module: Module,
  type: string,
  declaration: Declaration,
  address: string,
  repeated: Repeated,
  attribute: string | null,
): Value {
  const scope = resourceScope(module, declaration, address, repeated);
  return module.once(`${address}.${attribute ?? '*'}`, () => {
    if (attribute === null) {
      const names = [...resourceContent(declaration, type, scope).keys(), 'id'];
      const entries = names.map((name) => {
        const entry = readResource(module, type, declaration, address, repeated, name);
        return [name, { ...entry, origin: null }] as const;
      });
      return { ...mapValue(new Map(entries), null, false), reference: { address, attribute } };
    }
    const value = propertyOf(declaration, type, [], argumentBehind(type, attribute), scope);
    if (value === null) return resourceAttribute(address, attribute);
    // An argument that is not set is computed.
    if (value.kind === 'null') return resourceAttribute(address, attribute);
    return value.reference === undefined ? { ...value, reference: { address, attribute } } : value;
  });
}

/** The scope of a resource's own arguments. */
export function resourceScope(
  module: Module,
  declaration: Declaration,
  address: string,
  repeated: Repeated,
): Scope {
  const place = {
    file: declaration.file,
    layer: module.parent === null ? 'resource' : 'module-source',
    label: address,
  } as const;
  return module.scope(place, repeated.bound);
}

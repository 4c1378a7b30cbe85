import type { Json } from '../../../foundation/json.ts';
import { ok } from '../../../foundation/result.ts';
import { evaluate } from '../evaluate/evaluate.ts';
import { textOf } from '../evaluate/values.ts';
import { type Intrinsic, intrinsicOf } from '../syntax/intrinsic.ts';
import { child, type MappingNode, type Node, scalarText } from '../syntax/node.ts';
import { namesIn, usesIn } from '../syntax/uses.ts';
import { replaceValue, type Slot, valueIn } from './slots.ts';
import { type StepResult, textStep, type Workplace } from './step.ts';

/** A literal that can stand in a parameter file or a mapping. */
export type Simple = string | number | boolean;

/** Whether a JSON value is one. */
export function isSimple(value: Json): value is Simple {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

/** Either the change where the value comes from, or why the property itself has to take it. */
export type AtOrigin = { readonly step: StepResult } | { readonly inPlace: string | null };

/**
 * Writes a value where it comes from: into the parameter file that sets the parameter, or into the
 * mapping's entry. Only when nothing but properties of this name takes the value from there.
 */
export function writeAtOrigin(
  node: Node,
  value: Simple,
  property: string,
  place: Workplace,
): AtOrigin {
  const call = intrinsicOf(node);
  if (call?.name === 'Ref')
    return inParameterFile(node, scalarText(call.argument) ?? '', value, property, place);
  if (call?.name === 'Fn::FindInMap') return inMapping(call, value, property, place);
  return { inPlace: null };
}

function inParameterFile(
  node: Node,
  name: string,
  value: Simple,
  property: string,
  place: Workplace,
): AtOrigin {
  const { template } = place.scope;
  const declaration = template.parameters.get(name);
  if (declaration === undefined) return { inPlace: null };
  const origin = evaluate(node, place.scope)?.origin;
  if (origin?.layer === 'variable-default') {
    const uses = [...usesIn(template.document.root)].filter((use) =>
      namesIn(use.call).includes(name),
    );
    const rest = uses.length === 1 ? ' Nothing else uses the parameter.' : '';
    return {
      inPlace: `The parameter ${name} has only a default, and an existing stack keeps the value that it was once given: the value is written at the property.${rest}`,
    };
  }
  if (origin?.layer !== 'parameter-file') {
    return {
      inPlace: `No single file sets the parameter ${name}: the value is written at the property.`,
    };
  }
  const isElsewhere = [...usesIn(template.document.root)].some(
    (use) =>
      namesIn(use.call).includes(name) && (use.call.name !== 'Ref' || use.property !== property),
  );
  if (isElsewhere) {
    return {
      inPlace: `The parameter ${name} is used for other things too: the value is written at the property.`,
    };
  }
  const text = String(value);
  if (!allows(declaration, text)) {
    return {
      inPlace: `The parameter ${name} does not allow ${text}: the value is written at the property.`,
    };
  }
  const parameter = place.scope.deployments[0]?.parameters.get(name);
  const written = parameter?.quoting === 'override' ? overrideText(text) : JSON.stringify(text);
  if (written === null) {
    return {
      inPlace: `The parameter ${name} cannot be written into ${origin.path}: the value is written at the property.`,
    };
  }
  return {
    step: ok({
      splices: [],
      files: [{ path: origin.path, range: origin.range, text: written, layer: 'parameter-file' }],
      notes: [
        `The value is set in ${origin.path}: a stack that is deployed with other parameters keeps its own.`,
      ],
    }),
  };
}

/** Only what needs no quotes, on a command line or in TOML. */
function overrideText(text: string): string | null {
  return /^[\w./:-]+$/.test(text) ? text : null;
}

function allows(declaration: Node, text: string): boolean {
  const allowed = child(declaration, 'AllowedValues');
  const type = scalarText(child(declaration, 'Type'));
  if (type !== 'String' && type !== 'Number') return false;
  return (
    child(declaration, 'AllowedPattern') === null &&
    (allowed?.kind !== 'sequence' || allowed.items.some((item) => scalarText(item.value) === text))
  );
}

function inMapping(call: Intrinsic, value: Simple, property: string, place: Workplace): AtOrigin {
  const { scope, sheet } = place;
  const slot = entrySlot(call, place);
  if (slot === null || valueIn(slot).kind !== 'scalar' || intrinsicOf(valueIn(slot)) !== null) {
    return {
      inPlace: 'Which mapping entry counts is not known: the value is written at the property.',
    };
  }
  const isElsewhere = [...usesIn(scope.template.document.root)].some(
    (use) =>
      use.call.name === 'Fn::FindInMap' && use.property !== property && sameEntry(use.call, call),
  );
  if (isElsewhere) {
    return {
      inPlace:
        'The mapping entry is used for other things too: the value is written at the property.',
    };
  }
  return {
    step: textStep(replaceValue(slot, { kind: 'scalar', value }, sheet), 'mapping'),
  };
}

function entrySlot({ argument }: Intrinsic, { scope }: Workplace): Slot | null {
  const open = { ...scope, defaults: 'open' as const };
  const items = argument.kind === 'sequence' ? argument.items.map((item) => item.value) : [];
  const [map, top, second] = items.map((item) => textOf(evaluate(item, open)));
  const holder = child(child(scope.template.mappings, map ?? ''), top ?? '');
  const mapping: MappingNode | null = holder?.kind === 'mapping' ? holder : null;
  const index = mapping?.pairs.findIndex((pair) => pair.key === second) ?? -1;
  return mapping === null || index < 0 ? null : { kind: 'pair', mapping, index };
}

/** Whether two calls may mean the same entry: the same mapping and the same last key, or one that is computed. */
function sameEntry(one: Intrinsic, other: Intrinsic): boolean {
  const parts = [one, other].map(({ argument }) =>
    argument.kind === 'sequence' ? argument.items.map((item) => scalarText(item.value)) : [],
  );
  const [a = [], b = []] = parts;
  return [0, 2].every((at) => a[at] == null || b[at] == null || a[at] === b[at]);
}

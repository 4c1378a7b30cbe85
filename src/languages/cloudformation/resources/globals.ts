import type { MapValue, Value } from '../../../model/value.ts';
import { evaluate } from '../evaluate/evaluate.ts';
import type { Scope } from '../evaluate/scope.ts';
import { child } from '../syntax/node.ts';

/**
 * A SAM resource's properties with its kind's section of `Globals`: maps are merged, lists put one
 * after the other (the global one first), and of anything else the resource's own counts.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy-globals.html
 */
export function withGlobals(properties: MapValue, type: string, scope: Scope): MapValue {
  if (!type.startsWith('AWS::Serverless::')) return properties;
  const kind = type.slice('AWS::Serverless::'.length);
  const section = child(scope.template.globals, kind);
  const globals =
    section === null
      ? undefined
      : evaluate(section, { ...scope, layer: 'globals', label: `Globals of ${kind}` });
  return globals?.kind === 'map' ? merged(globals, properties) : properties;
}

function merged(globals: MapValue, own: MapValue): MapValue {
  const entries = new Map<string, Value>(globals.entries);
  for (const [name, value] of own.entries) {
    const other = globals.entries.get(name);
    if (other?.kind === 'map' && value.kind === 'map') entries.set(name, merged(other, value));
    else if (other?.kind === 'list' && value.kind === 'list') {
      entries.set(name, { ...value, items: [...other.items, ...value.items], origin: null });
    } else entries.set(name, value);
  }
  return { ...own, entries };
}

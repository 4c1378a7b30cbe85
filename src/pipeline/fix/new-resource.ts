import type { Json } from '../../foundation/json.ts';
import { ok, type Result } from '../../foundation/result.ts';
import type { EditIntent, Written } from '../../model/language.ts';
import type { ResourceInCode } from '../../model/resource.ts';
import { allOf } from './examination.ts';
import { nest } from './nest.ts';
import { type Refusal, type Requirement, type Scope, type Work, within } from './scope.ts';
import { toWritten } from './template-value.ts';

/** What a resource that a fix adds is to be. */
export interface NewResource {
  readonly type: string;
  readonly require: readonly Requirement[];
  /** Arguments that tie it to others. */
  readonly links: readonly (readonly [readonly string[], Written])[];
  /** Further arguments, by their paths. */
  readonly with: Readonly<Record<string, Json>>;
  /** Its name in code; by default that of the scope's resource. */
  readonly named?: string | undefined;
}

/**
 * Adds a resource beside the scope's that fulfils the requirements: they are put to an empty one, and what they
 * would set becomes its arguments.
 */
export function addResource(scope: Scope, wanted: NewResource): Result<Work, Refusal> {
  const empty = emptyResource(scope.resource, wanted.type);
  const examined = wanted.require.map((one) => one.examine(within(scope, empty)));
  const inside = allOf(examined).mend();
  if (!inside.ok) return inside;
  const settings = [...wanted.links];
  for (const [argument, value] of Object.entries(wanted.with)) {
    const written = toWritten(value, scope);
    if (!written.ok) return written;
    settings.push([argument.split('.'), written.value]);
  }
  const others: EditIntent[] = [];
  for (const intent of inside.value.intents)
    if (intent.kind === 'set' && intent.resource === empty)
      settings.push([intent.path.map(String), intent.value]);
    else others.push(intent);
  const { type, named } = wanted;
  const properties = nest(settings);
  const added: EditIntent = {
    kind: 'add-resource',
    type,
    beside: scope.resource,
    properties,
    ...(named === undefined ? {} : { name: named }),
  };
  return ok({ intents: [added, ...others], notes: inside.value.notes, overwrites: [] });
}

/** A resource of which nothing is written yet, in the place of another. */
export function emptyResource(beside: ResourceInCode, type: string): ResourceInCode {
  return {
    ...beside,
    type,
    cloudTypes: [],
    address: `a new ${type}`,
    properties: { kind: 'map', entries: new Map(), origin: null },
    identities: [],
    siblings: [],
  };
}

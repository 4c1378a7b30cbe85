import type { Json } from '../../foundation/json.ts';
import type { EditIntent, Written } from '../../model/language.ts';
import type { ResourceInCode } from '../../model/resource.ts';
import type { PropertyPath } from '../../model/value.ts';

/** One argument that a fix writes or takes away. */
export interface Write {
  readonly type: string;
  /** The existing resource; null for one that the fix adds. */
  readonly resource: ResourceInCode | null;
  /** The argument. */
  readonly path: PropertyPath;
  readonly removal: boolean;
  /** The value that is written; undefined for references and what is put together. */
  readonly value: Json | undefined;
}

/** The arguments that intents write, down to the single ones inside blocks. A resource that goes has none. */
export function writesOf(intents: readonly EditIntent[]): readonly Write[] {
  return intents.flatMap(writesOfOne);
}

function writesOfOne(intent: EditIntent): readonly Write[] {
  switch (intent.kind) {
    case 'set':
    case 'append': {
      const { resource, path, value } = intent;
      const { type } = resource;
      return inside(value, path).map((each) => ({ type, resource, ...each, removal: false }));
    }
    case 'add-resource':
      return intent.properties
        .flatMap(([name, value]) => inside(value, [name]))
        .map((each) => ({ type: intent.type, resource: null, ...each, removal: false }));
    case 'remove': {
      const { resource, path } = intent;
      const { type } = resource;
      // Taking one element away changes the list that it stands in.
      return typeof path.at(-1) === 'number'
        ? [{ type, resource, path: path.slice(0, -1), removal: false, value: undefined }]
        : [{ type, resource, path, removal: true, value: undefined }];
    }
    case 'remove-resource':
      return [];
  }
}

function inside(value: Written, path: PropertyPath): readonly Pick<Write, 'path' | 'value'>[] {
  if (value.kind === 'literal') return [{ path, value: value.value }];
  if (value.kind !== 'map' || value.entries.length === 0) return [{ path, value: undefined }];
  return value.entries.flatMap(([name, entry]) => inside(entry, [...path, name]));
}

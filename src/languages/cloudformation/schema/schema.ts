import type { PropertyPath } from '../../../model/value.ts';
import extract from './schema.data.json' with { type: 'json' };

/**
 * The properties of CloudFormation's types and what their updates do, as an extract of AWS's resource
 * specification; `schema.data.json` says which, `test/data/refresh-cloudformation-data.ts` makes it
 * anew. Each property is a code: `list #Ingress=` is a list of the definition `Ingress` that does not
 * replace the resource; `!` replaces, `?` depends, and no mark means that nothing is said.
 */
interface TypeSchema {
  /** Whether the type holds data, as the specification marks it. */
  readonly stateful: boolean;
  readonly properties: Properties;
  readonly definitions: { readonly [name: string]: Properties };
}
interface Properties {
  readonly [name: string]: string;
}

const types = new Map<string, TypeSchema>(Object.entries<TypeSchema>(extract.types));

/** Where the extract comes from. */
export const schemaSource: string = extract.source;

/** What an update of a property does, as far as the specification says. */
export type SpecifiedUpdate = 'replaces' | 'conditional' | 'does-not-replace' | 'unknown';

/** The type of a value in the schema, to be followed further down. */
export interface SchemaNode {
  readonly schema: TypeSchema;
  /** `list #Ingress`, `boolean`, `map string`, `json`, `tag`; the resource's own properties are `.`. */
  readonly code: string;
  readonly update: SpecifiedUpdate;
}

/** Whether the specification says that resources of this type hold data; null when the type is not in the extract. */
export function isStateful(type: string): boolean | null {
  return types.get(type)?.stateful ?? null;
}

/** The schema of a resource type; null when the type is not in the extract. */
export function schemaOf(type: string): SchemaNode | null {
  const schema = types.get(type);
  return schema === undefined ? null : { schema, code: '.', update: 'unknown' };
}

/** The schema of a list's elements; the node itself when it is no list. */
export function elementOf(node: SchemaNode): SchemaNode {
  return node.code.startsWith('list ') ? { ...node, code: node.code.slice(5) } : node;
}

/** The schema of a map's entry or an object's property; null when there is none of that name. */
export function entryOf(node: SchemaNode, name: string): SchemaNode | null {
  const { schema, code } = node;
  if (code === 'json') return node;
  if (code.startsWith('map ')) return { ...node, code: code.slice(4) };
  if (code === 'tag') {
    return name === 'Key' || name === 'Value' ? { ...node, code: 'string' } : null;
  }
  const properties = code === '.' ? schema.properties : schema.definitions[code.slice(1)];
  if (properties === undefined || !Object.hasOwn(properties, name)) return null;
  return decoded(schema, properties[name] ?? '');
}

/** The schema along a path, indexes left out or not; null where the schema has no such property. */
export function schemaAt(type: string, path: PropertyPath): SchemaNode | null {
  let node = schemaOf(type);
  for (const step of path) {
    if (node === null) return null;
    if (typeof step === 'string') node = entryOf(elementOf(node), step);
  }
  return node;
}

/** Whether type and path exist; null when the type is not in the extract. */
export function inSchema(type: string, path: PropertyPath): boolean | null {
  return types.has(type) ? schemaAt(type, path) !== null : null;
}

function decoded(schema: TypeSchema, code: string): SchemaNode {
  const mark = code.at(-1);
  const update =
    mark === '!'
      ? 'replaces'
      : mark === '?'
        ? 'conditional'
        : mark === '='
          ? 'does-not-replace'
          : 'unknown';
  return { schema, code: update === 'unknown' ? code : code.slice(0, -1), update };
}

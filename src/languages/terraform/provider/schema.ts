import type { PropertyPath } from '../../../model/value.ts';
import extract from './schema.data.json' with { type: 'json' };

/**
 * The arguments and nested blocks that hashicorp/aws accepts, from `terraform providers schema -json`.
 * `schema.data.json` says which version; `test/data/refresh-provider-data.ts` makes it anew.
 */

/** `r` required, `o` optional, `oc` optional and computed: leaving it out keeps what is there. */
type ArgumentSchema = string;
/** An argument that is a list of objects, and may also be written as blocks (`ingress`). */
interface ObjectsSchema {
  readonly argument: ArgumentSchema;
  readonly object: BodySchema;
}
interface BlockSchema {
  /** True when the block may stand only once. */
  readonly once: boolean;
  readonly required: boolean;
  readonly body: BodySchema;
}
interface BodySchema {
  readonly [name: string]: ArgumentSchema | ObjectsSchema | BlockSchema;
}

const types = new Map<string, BodySchema>(Object.entries(extract.types));

/** The version of the provider that the schema is of. */
export const schemaSource: string = extract.provider;

/** Whether the extract has this type at all. */
export function knowsType(type: string): boolean {
  return types.has(type);
}

/**
 * How the thing at a path (indexes left out) stands in a block: as a block that may stand once, as a
 * repeated block, or as an argument. Blocks under an `attribute`'s name are the elements of its list
 * (`ingress { … }`). Null when the type or the path is not in the extract.
 */
export function blockNesting(
  type: string,
  path: PropertyPath,
): 'single' | 'list' | 'attribute' | null {
  const node = nodeAt(type, path);
  if (node === null) return null;
  if (typeof node === 'string' || 'argument' in node) return 'attribute';
  return node.once ? 'single' : 'list';
}

/** Whether an argument's list of objects may be written as blocks too, and `[]` means "none" (`ingress = []`). */
export function isAttributeAsBlocks(type: string, path: PropertyPath): boolean {
  const node = nodeAt(type, path);
  return node !== null && typeof node === 'object' && 'argument' in node;
}

/** Whether type and path (indexes left out) exist; null when the type is not in the extract. */
export function inSchema(type: string, path: PropertyPath): boolean | null {
  return types.has(type) ? nodeAt(type, path) !== null : null;
}

/** The arguments and blocks that must be written in the body at `path`; null when that body is not known. */
export function requiredArguments(type: string, path: PropertyPath): readonly string[] | null {
  const body = bodyAt(type, path);
  if (body === null) return null;
  return Object.keys(body).filter((name) => isRequired(body[name]));
}

/** The names of everything that may be written in the body at `path`; null when that body is not known. */
export function fieldsOf(type: string, path: PropertyPath): readonly string[] | null {
  const body = bodyAt(type, path);
  return body === null ? null : Object.keys(body);
}

function isRequired(node: BodySchema[string] | undefined): boolean {
  if (node === undefined) return false;
  if (typeof node === 'string') return node === 'r';
  return 'argument' in node ? node.argument === 'r' : node.required;
}

function bodyAt(type: string, path: PropertyPath): BodySchema | null {
  if (names(path).length === 0) return types.get(type) ?? null;
  const node = nodeAt(type, path);
  if (node === null || typeof node === 'string') return null;
  return 'argument' in node ? node.object : node.body;
}

/** What lies below a plain argument (a map's key, a part of a JSON document) is the argument's own affair. */
function nodeAt(type: string, path: PropertyPath): BodySchema[string] | null {
  let body = types.get(type);
  let node: BodySchema[string] | undefined;
  for (const name of names(path)) {
    if (typeof node === 'string') return node;
    if (body === undefined || !Object.hasOwn(body, name)) return null;
    node = body[name];
    if (node !== undefined && typeof node === 'object') {
      body = 'argument' in node ? node.object : node.body;
    }
  }
  return node ?? null;
}

function names(path: PropertyPath): readonly string[] {
  return path.filter((step) => typeof step === 'string');
}

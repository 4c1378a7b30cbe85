import type { Layer, Range } from './source.ts';

/** A reference to (an attribute of) another resource, e.g. `aws_s3_bucket.site.id`, `!Ref SiteBucket`. */
export interface Reference {
  /** The full address of the instance, module path included; without instance key when it is not known. */
  readonly address: string;
  /** The attribute (`id`, `arn`); null for the resource as a whole. */
  readonly attribute: string | null;
}

/** The place where a value is written as one replaceable expression. */
export interface Origin {
  readonly path: string;
  readonly range: Range;
  readonly layer: Layer;
  /** For people: `variable "acl" default`, `module.site argument acl`. */
  readonly label: string;
  /** Where it passed through on its way to the resource, outermost first; empty for a literal in place. */
  readonly via: readonly string[];
}

interface Common {
  /** Where to edit to change this value; null when no single place decides it. */
  readonly origin: Origin | null;
  /** Set when the expression refers to another resource, whether or not the result is known. */
  readonly reference?: Reference;
  /** True when Terraform marks it sensitive, or the name says that it is a secret: never printed. */
  readonly sensitive?: boolean;
}

/** A value as far as the code determines it. An unknown stays an unknown; nothing is guessed. */
export type Value =
  | NullValue
  | StringValue
  | NumberValue
  | BooleanValue
  | ListValue
  | MapValue
  | UnknownValue;

export interface NullValue extends Common {
  readonly kind: 'null';
}
export interface StringValue extends Common {
  readonly kind: 'string';
  readonly value: string;
  readonly document?: Document;
}
export interface NumberValue extends Common {
  readonly kind: 'number';
  readonly value: number;
}
export interface BooleanValue extends Common {
  readonly kind: 'boolean';
  readonly value: boolean;
}
/** A list, set or tuple; also the blocks of one repeated block type, in order. */
export interface ListValue extends Common {
  readonly kind: 'list';
  readonly items: readonly Value[];
  /** False when there may be further elements (a `dynamic` block over an unknown collection). Absent means true. */
  readonly complete?: boolean;
}
/** A map or object; also one block's content. */
export interface MapValue extends Common {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, Value>;
  /** False when there may be further entries. Absent means true. */
  readonly complete?: boolean;
}
export interface UnknownValue extends Common {
  readonly kind: 'unknown';
  /** For a string of which parts are known: literal parts, and null for each hole. */
  readonly pattern?: readonly (string | null)[];
  /** Why it is not known, for people: `depends on random_id.suffix.hex`. */
  readonly reason: string;
  readonly document?: Document;
}

/** What a text says that is a JSON document, as a value whose parts know the places that decide them. */
export type Document = ListValue | MapValue;

/** A step into a value: a name (argument, block, property, key) or an index. */
export type PathStep = string | number;
/** The way from a resource's properties to one of them, e.g. `['root_block_device', 'encrypted']`. */
export type PropertyPath = readonly PathStep[];

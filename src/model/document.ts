import type { Document, Value } from './value.ts';

/** What a path goes on into: a text that is a JSON document is gone into as the document. */
export function partsOf<V extends Value>(value: V): V | Document {
  return 'document' in value && value.document !== undefined ? value.document : value;
}

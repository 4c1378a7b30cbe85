import type { Value } from '../../../model/value.ts';
import { elementOf, entryOf, type SchemaNode } from './schema.ts';

/**
 * A value in the type that the schema gives it, as CloudFormation itself takes it: `"true"` is a
 * boolean where one is expected, `22` a text, and a single object a list of one.
 */
export function coerce(value: Value, schema: SchemaNode | null): Value {
  if (schema === null || schema.code === 'json') return value;
  if (schema.code.startsWith('list ')) return asList(value, schema);
  if (value.kind === 'map') {
    const entries = [...value.entries].map(
      ([name, entry]) => [name, coerce(entry, entryOf(schema, name))] as const,
    );
    return { ...value, entries: new Map(entries) };
  }
  return asScalar(value, schema.code);
}

function asList(value: Value, schema: SchemaNode): Value {
  const element = elementOf(schema);
  if (value.kind === 'list') {
    return { ...value, items: value.items.map((item) => coerce(item, element)) };
  }
  if (value.kind === 'unknown' || value.kind === 'null') return value;
  return { kind: 'list', items: [coerce(value, element)], origin: value.origin };
}

function asScalar(value: Value, code: string): Value {
  if (value.kind === 'string') {
    const { value: text, ...common } = value;
    if (code === 'boolean' && /^(true|false)$/i.test(text)) {
      return { ...common, kind: 'boolean', value: text.toLowerCase() === 'true' };
    }
    const number = Number(text);
    if (code === 'number' && text.trim() !== '' && Number.isFinite(number)) {
      return { ...common, kind: 'number', value: number };
    }
  }
  if (code === 'string' && (value.kind === 'number' || value.kind === 'boolean')) {
    return { ...value, kind: 'string', value: String(value.value) };
  }
  return value;
}

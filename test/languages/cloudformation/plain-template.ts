import { isAlias, isMap, isScalar, isSeq, type Node, parseDocument } from 'yaml';
import type { PathStep, PropertyPath } from '../../../src/model/value.ts';

/** A template as plain data, read without any code of ours: a tagged value is `{ "!Tag": value }`. */
export type Plain = string | number | boolean | null | Plain[] | PlainMap;
export interface PlainMap {
  [key: string]: Plain;
}

/** @throws Error when the text is neither JSON nor one YAML document without errors. */
export function plainTemplate(text: string): Plain {
  const bare = text.replace(/^\ufeff/, '');
  if (/^\s*\{/.test(bare)) {
    try {
      return JSON.parse(bare);
    } catch {
      // Flow-style YAML.
    }
  }
  const document = parseDocument(text, { schema: 'yaml-1.1', logLevel: 'error' });
  const [error] = document.errors;
  if (error !== undefined) throw error;
  return plainOf(document.contents as Node | null);
}

function plainOf(node: Node | null): Plain {
  if (node === null) return null;
  const tag = node.tag?.startsWith('!') ? node.tag : null;
  const value = untagged(node);
  return tag === null ? value : { [tag]: value };
}

function untagged(node: Node): Plain {
  if (isAlias(node)) return { '*': node.source };
  if (isSeq(node)) return node.items.map((item) => plainOf(item as Node));
  if (isMap(node)) {
    const entries = node.items.map(
      (pair) => [String(plainOf(pair.key as Node)), plainOf(pair.value as Node | null)] as const,
    );
    return Object.fromEntries(entries);
  }
  if (!isScalar(node)) return null;
  const { value } = node;
  if (value === undefined || value === null) return null;
  if (value instanceof Date || typeof value === 'bigint') return String(node.source);
  return value as Plain;
}

export function isPlainMap(value: Plain | undefined): value is PlainMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a map is a call of a function, in long or short form. */
export function isCall(value: Plain | undefined): boolean {
  if (!isPlainMap(value)) return false;
  return Object.keys(value).some((key) => /^(!|\*$|<<$|Ref$|Fn::|Condition$)/.test(key));
}

export function plainAt(root: Plain, path: PropertyPath): Plain | undefined {
  return path.reduce<Plain | undefined>((value, step) => {
    if (Array.isArray(value)) return value[Number(step)];
    return isPlainMap(value) ? value[step] : undefined;
  }, root);
}

/** Every way to a value that no function call stands in or on. */
export function literalPaths(value: Plain, path: PropertyPath = []): PropertyPath[] {
  const below = (entries: readonly (readonly [PathStep, Plain])[]) =>
    entries
      .filter(([, entry]) => !isCall(entry))
      .flatMap(([step, entry]) => [[...path, step], ...literalPaths(entry, [...path, step])]);
  // Calls may leave elements out, so that indexes are not those of the text.
  if (Array.isArray(value)) return value.some(isCall) ? [] : below(value.map((v, i) => [i, v]));
  return isPlainMap(value) ? below(Object.entries(value)) : [];
}

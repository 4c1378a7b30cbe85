import type { z } from 'zod';
import { isJsonObject, type Json, type JsonObject } from '../../../foundation/json.ts';
import { clean } from '../clean.ts';
import {
  type ConfigRule,
  type ConfigurationItem,
  configRule,
  configurationItem,
} from './schema.ts';

/** What a report says besides the results: the rules that they name and the resources that they are about. */
export interface Context {
  rule(name: string): ConfigRule | null;
  item(type: string, id: string): ConfigurationItem | null;
}

/** Reads `ConfigRules` and `ConfigurationItems` beside the results; entries of other shapes are passed over. */
export function contextOf(report: JsonObject): Context {
  const rules = new Map(
    parsed(report.ConfigRules, configRule).map((rule) => [rule.ConfigRuleName, rule]),
  );
  const items = new Map(
    parsed(report.ConfigurationItems, configurationItem).map((item) => [
      `${item.resourceType} ${item.resourceId}`,
      item,
    ]),
  );
  return {
    rule: (name) => rules.get(name) ?? null,
    item: (type, id) => items.get(`${type} ${id}`) ?? null,
  };
}

function parsed<T>(list: Json | undefined, schema: z.ZodType<T>): T[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((entry: Json) => {
    const { success, data } = schema.safeParse(entry);
    return success ? [data] : [];
  });
}

/** An object that may be written as a JSON text; empty when it is neither. */
export function objectIn(value: string | JsonObject | null | undefined): JsonObject {
  if (typeof value !== 'string') return value ?? {};
  try {
    const inner: Json = JSON.parse(value);
    return isJsonObject(inner) ? (clean(inner) ?? {}) : {};
  } catch {
    return {};
  }
}

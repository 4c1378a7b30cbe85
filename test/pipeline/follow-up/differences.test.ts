import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../src/foundation/json.ts';
import type { MapValue, Value } from '../../../src/model/value.ts';
import { differencesOf } from '../../../src/pipeline/follow-up/differences.ts';

function value(plain: unknown): Value {
  const origin = null;
  if (typeof plain === 'boolean') return { kind: 'boolean', value: plain, origin };
  if (typeof plain === 'number') return { kind: 'number', value: plain, origin };
  if (typeof plain === 'string') return { kind: 'string', value: plain, origin };
  if (Array.isArray(plain)) return { kind: 'list', items: plain.map(value), origin };
  return map(plain as object);
}

function map(plain: object): MapValue {
  const entries = Object.entries(plain).map(([key, inner]): [string, Value] => [key, value(inner)]);
  return { kind: 'map', entries: new Map(entries), origin: null };
}

const cases: readonly (readonly [string, object, JsonObject, readonly string[]])[] = [
  [
    'names of any spelling and depth',
    { block_public_acls: true, metadata_options: { http_tokens: 'required' } },
    { Block: { BlockPublicAcls: false }, MetadataOptions: { HttpTokens: 'optional' } },
    ['block_public_acls: true, false', 'http_tokens: required, optional'],
  ],
  [
    'numbers',
    { backup_retention_period: 7 },
    { BackupRetentionPeriod: 0 },
    ['backup_retention_period: 7, 0'],
  ],
  [
    'what is equal, also as a text',
    { encrypted: true, size: 8 },
    { Encrypted: 'True', Size: '8' },
    [],
  ],
  ['what only one of them tells', { encrypted: true }, { Size: 8 }, []],
  [
    'what stands twice, otherwise',
    { a: { enabled: true }, b: { enabled: false } },
    { Enabled: false },
    [],
  ],
  [
    'names and ARNs, which are written in many ways',
    { bucket: 'a.b' },
    { Bucket: 'arn:aws:s3:::a' },
    [],
  ],
];

describe('the difference between code and cloud', () => {
  test.each(cases)('sees %s', (_, code, details, expected) => {
    const found = differencesOf([map(code)], details);
    expect(found.map(({ name, code: wanted, cloud }) => `${name}: ${wanted}, ${cloud}`)).toEqual(
      expected,
    );
  });

  test('leaves out what is sensitive or unknown', () => {
    const secret: Value = { kind: 'string', value: 'hunter2', origin: null, sensitive: true };
    const unknown: Value = { kind: 'unknown', reason: 'depends', origin: null };
    const code: MapValue = {
      kind: 'map',
      entries: new Map<string, Value>([
        ['token', secret],
        ['encrypted', unknown],
      ]),
      origin: null,
    };
    expect(differencesOf([code], { Token: 'other', Encrypted: false })).toEqual([]);
  });

  test('a hostile pile of details costs little and pollutes nothing', () => {
    let deep: JsonObject = { Encrypted: false };
    for (let depth = 0; depth < 5_000; depth++) deep = { a: deep };
    const wide: Record<string, number> = {};
    for (let n = 0; n < 50_000; n++) wide[`k${n}`] = n;
    const details: JsonObject = JSON.parse(
      JSON.stringify({ wide }).replace('"wide"', '"__proto__"'),
    );
    expect(differencesOf([map({ encrypted: true })], { deep, details })).toEqual([]);
    expect({}).not.toHaveProperty('k1');
  });
});

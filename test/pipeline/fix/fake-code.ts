import { failed } from '../../../src/foundation/result.ts';
import type { Code } from '../../../src/model/language.ts';
import type { ResourceInCode } from '../../../src/model/resource.ts';
import type { MapValue, Value } from '../../../src/model/value.ts';
import { loadTemplates, type Subject, type Template } from '../../../src/pipeline/fix/index.ts';

/** A reference to another resource, of which the value is not known. */
export function reference(address: string, attribute = 'id'): Value {
  return {
    kind: 'unknown',
    reason: `depends on ${address}.${attribute}`,
    reference: { address, attribute },
    origin: null,
  };
}

/** A value that the code does not determine. */
export function unknownValue(reason = 'depends on var.x'): Value {
  return { kind: 'unknown', reason, origin: null };
}

type Plain = null | string | number | boolean | Value | readonly Plain[] | { [key: string]: Plain };

/** Values from plain data; what already is a Value stays. */
export function value(plain: Plain): Value {
  if (plain === null) return { kind: 'null', origin: null };
  if (typeof plain === 'string') return { kind: 'string', value: plain, origin: null };
  if (typeof plain === 'number') return { kind: 'number', value: plain, origin: null };
  if (typeof plain === 'boolean') return { kind: 'boolean', value: plain, origin: null };
  if (Array.isArray(plain))
    return { kind: 'list', items: (plain as Plain[]).map(value), origin: null };
  if ('kind' in plain && 'origin' in plain) return plain as Value;
  return map(plain as Record<string, Plain>);
}

function map(plain: Record<string, Plain>): MapValue {
  const entries = Object.entries(plain).map(([key, item]) => [key, value(item)] as const);
  return { kind: 'map', entries: new Map(entries), origin: null };
}

/** A Terraform resource named `type.name`. */
export function resource(
  address: string,
  properties: Record<string, Plain>,
  changes: Partial<ResourceInCode> = {},
): ResourceInCode {
  return {
    language: 'terraform',
    type: address.split('.').at(-2) ?? '',
    cloudTypes: [],
    address,
    root: '.',
    path: 'main.tf',
    range: { start: 0, end: 0 },
    line: 1,
    endLine: 1,
    properties: map(properties),
    tags: map({}),
    identities: [],
    placement: { region: unknownValue(), accounts: null, label: '' },
    counted: true,
    ignored: [],
    locked: null,
    siblings: [],
    ...changes,
  };
}

/** Code that only lists resources. */
export function fakeCode(...resources: readonly ResourceInCode[]): Code {
  return {
    tree: { paths: () => [], read: () => ({ ok: false, reason: 'no files' }) },
    resources: ({ types }) => resources.filter((one) => types.includes(one.type)),
    rootResources: () => resources,
    rootsOf: () => [],
    problems: () => [],
    edit: () => failed({ reason: 'not a real language' }),
    with: () => fakeCode(...resources),
  };
}

/** The first resource as the subject, the others around it. */
export function subject(
  resources: readonly [ResourceInCode, ...ResourceInCode[]],
  parameters: Subject['parameters'] = new Map(),
): Subject {
  return {
    resource: resources[0],
    code: fakeCode(...resources),
    context: { account: null, region: null, partition: null },
    parameters,
  };
}

/** A template with these Terraform entries (YAML, indented by nothing), which declares every parameter that they name. */
export function template(terraform: string): Template {
  const named = new Set([...terraform.matchAll(/parameter: ([\w-]+)/g)].map(([, name]) => name));
  const text = [
    'id: test.template',
    'title: Test',
    'summary: Test.',
    'findings: {security-hub: [Test.1]}',
    `parameters: ${named.size === 0 ? '{}' : ''}`,
    ...[...named].map((name) => `  ${name}: {type: string, description: Test.}`),
    'terraform:',
    ...terraform.split('\n').map((line) => `  ${line}`),
  ].join('\n');
  const { templates, problems } = loadTemplates([{ path: 'template.yml', text }]);
  if (templates[0] === undefined) throw new Error(JSON.stringify(problems));
  return templates[0];
}

import { expect, it } from 'vitest';
import { assess, planFix } from '../../../src/pipeline/fix/index.ts';
import { resource, subject, template } from './fake-code.ts';

const policy = template(`
- resource: aws_ecr_lifecycle_policy
  require:
    - { property: policy, exists: true, write: { text: ['keep ', { parameter: keep }, ' images'] } }
`);
const empty = subject([resource('aws_ecr_lifecycle_policy.a', {})]);

it('writes a parameter inside a text', () => {
  const plan = planFix(policy, { ...empty, parameters: new Map([['keep', 30]]) });
  const value = { kind: 'literal', value: 'keep 30 images' };
  expect(plan).toMatchObject({ ok: true, value: { intents: [{ kind: 'set', value }] } });
});

it('refuses a text whose parameter has no value', () => {
  const reason = expect.stringContaining('needs the parameter `keep`');
  expect(planFix(policy, empty)).toMatchObject({ ok: false, error: { reason } });
});

it.each([
  ['com.amazonaws.eu-west-1.ecr.api', 'compliant'],
  ['com.amazonaws.eu-west-1.ecr.dkr', 'vulnerable'],
] as const)('compares %s with patterns from a parameter', (service_name, verdict) => {
  const endpoint = template(`
- resource: aws_vpc_endpoint
  require:
    - { property: service_name, like: { parameter: services }, write: x }
`);
  const found = subject([resource('aws_vpc_endpoint.a', { service_name })]);
  const parameters = new Map([['services', ['*.ecr.api']]]);
  expect(assess(endpoint, { ...found, parameters }).verdict).toBe(verdict);
});

it.each([
  [['a', 'b'], 'compliant'],
  [['a'], 'vulnerable'],
  ['a', 'vulnerable'],
] as const)('counts the elements of %j', (subnets, verdict) => {
  const twoZones = template(`
- resource: aws_elb
  require:
    - { property: subnets, items-at-least: 2, write: [a, b] }
`);
  expect(assess(twoZones, subject([resource('aws_elb.a', { subnets })])).verdict).toBe(verdict);
});

import { expect, it } from 'vitest';
import { planFix } from '../../../src/pipeline/fix/index.ts';
import { resource, subject, template } from './fake-code.ts';

const closed = template(`
- resource: aws_ecs_service
  refuse:
    - when: { not: { parameter: has-nat, equals: true } }
      reason: Tasks need another way out.
  require:
    - { property: network_configuration.assign_public_ip, equals: false }
`);
const service = resource('aws_ecs_service.a', {
  network_configuration: { assign_public_ip: true },
});

it.each([
  [undefined, 'because the parameter `has-nat` is not set: Tasks need another way out.'],
  [false, 'Tasks need another way out. (the parameter `has-nat` is false)'],
] as const)('refuses while a parameter is %s', (value, reason) => {
  const parameters = new Map(value === undefined ? [] : [['has-nat', value]]);
  const plan = planFix(closed, { ...subject([service]), parameters });
  expect(plan).toMatchObject({ ok: false, error: { reason: expect.stringContaining(reason) } });
});

it('goes on once a parameter says that there is no danger', () => {
  const parameters = new Map([['has-nat', true]]);
  expect(planFix(closed, { ...subject([service]), parameters }).ok).toBe(true);
});

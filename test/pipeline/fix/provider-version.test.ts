import { describe, expect, it } from 'vitest';
import { assess, planFix } from '../../../src/pipeline/fix/index.ts';
import { hasProvider, parseVersions } from '../../../src/pipeline/fix/provider-version.ts';
import { scopeOf } from '../../../src/pipeline/fix/scope.ts';
import { resource, subject, template } from './fake-code.ts';

const pinned = (providerVersion: string | null) =>
  subject([resource('aws_x.a', {}, { providerVersion })]);

describe('a provider version', () => {
  it.each([
    ['= 5.100.0', '>= 4.0', 'yes'],
    ['3.76.1', '>= 4.0', 'no'],
    ['~> 4.16', '>= 4.0', 'yes'],
    ['~> 4.16', '< 5.0', 'yes'],
    ['~> 4.16.1', '>= 4.17', 'no'],
    ['~> 4.16', '>= 4.17', 'unknown'],
    ['>= 3.0', '>= 4.0', 'unknown'],
    ['>= 3.0, < 4.0', '>= 4.0', 'no'],
    ['<= 4.0', '>= 4.0', 'unknown'],
    ['> 4.0.0', '> 3.9', 'yes'],
    ['>= 4.0, != 4.3.0', '>= 4.0', 'yes'],
    [null, '>= 4.0', 'unknown'],
    ['something', '>= 4.0', 'unknown'],
  ])('%s is among %s: %s', (code, wanted, truth) => {
    expect(hasProvider(scopeOf(pinned(code), []), wanted)).toBe(truth);
  });

  it.each(['latest', '>= ', '4.0 || 5.0', ''])('cannot be %j', (text) => {
    expect(parseVersions(text)).toBeNull();
  });
});

describe('a template', () => {
  const changed = template(`
- resource: aws_x
  require:
    - property: y
      equals: true
      provider: ">= 4.0"
      absent:
        - {provider: "< 5.0", is: fails}
        - {provider: ">= 5.0", is: passes}
`);

  it.each([
    ['5.1.0', 'compliant'],
    ['4.1.0', 'vulnerable'],
    ['>= 4.0', 'unknown'],
  ])('knows the default of %s', (version, verdict) => {
    expect(assess(changed, pinned(version)).verdict).toBe(verdict);
  });

  it('is refused where the provider does not know the argument', () => {
    expect(planFix(changed, pinned('~> 3.0'))).toMatchObject({
      error: { reason: expect.stringContaining('needs version >= 4.0 of the AWS provider') },
    });
    expect(planFix(changed, pinned('4.1.0')).ok).toBe(true);
  });

  it('takes the form that the provider knows', () => {
    const forms = template(`
- resource: aws_x
  require:
    - any-of:
        - {companion: aws_y, link: {x: id}, provider: ">= 4.0", require: [{property: on, equals: true}]}
        - {property: on, equals: true}
`);
    const kinds = (version: string) => {
      const plan = planFix(forms, pinned(version));
      return plan.ok ? plan.value.intents.map(({ kind }) => kind) : plan.error;
    };
    expect(kinds('5.0.0')).toEqual(['add-resource']);
    expect(kinds('3.0.0')).toEqual(['set']);
  });
});

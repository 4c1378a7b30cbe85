import { describe, expect, it } from 'vitest';
import { requirements } from '../../../src/pipeline/triage/requirements.ts';

describe('the requirements behind a control', () => {
  it('are CIS from the newest on, then NIST', () => {
    const found = requirements({ control: 'S3.8' });
    expect(found[0]).toBe('CIS AWS Foundations Benchmark v5.0.0 2.1.4');
    expect(found).toContain('NIST.800-53.r5 AC-21');
  });

  it('are none for a control that is not known', () => {
    expect(requirements({ control: 'Evil.1](https://evil.example)' })).toEqual([]);
    expect(requirements({ control: null })).toEqual([]);
  });
});

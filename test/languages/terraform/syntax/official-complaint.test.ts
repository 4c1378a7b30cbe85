import { describe, expect, it } from 'vitest';
import { officialComplaint } from '../../../../src/languages/terraform/syntax/official-complaint.ts';
import { edgeCases } from './samples.ts';

describe('officialComplaint', () => {
  it.each(edgeCases())('says of $name what Terraform says', async ({ source, valid }) => {
    expect((await officialComplaint('main.tf', source)) === null).toBe(valid);
  });

  it('names the place', async () => {
    expect(await officialComplaint('net/main.tf', 'a = 1\nb = \n')).toBe(
      'net/main.tf:2:5: Expected an expression, found the end of the line.',
    );
  });

  it('accepts what only the conversion to JSON cannot express', async () => {
    expect(await officialComplaint('main.tf', 'a "b" {}\na {}\n')).toBeNull();
  });

  it('checks the JSON of JSON syntax', async () => {
    expect(await officialComplaint('main.tf.json', '{"locals": {}}')).toBeNull();
    expect(await officialComplaint('main.tf.json', '{"locals": {},}')).toContain(
      'main.tf.json:1:15',
    );
  });

  it('keeps deep nesting from the module', async () => {
    expect(await officialComplaint('main.tf', `a = ${'['.repeat(5000)}`)).toContain('200 levels');
    expect(await officialComplaint('main.tf', 'a = 1\n')).toBeNull();
  });
});

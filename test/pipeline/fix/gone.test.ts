import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { assess, planFix } from '../../../src/pipeline/fix/index.ts';
import { resource, subject, template } from './fake-code.ts';

const folder = '../../../templates/aws.iam.expired-certificate/cases/terraform/realistic/before/';
const pem = readFileSync(new URL(`${folder}shop.pem`, import.meta.url), 'utf8');
const end = new X509Certificate(pem).validToDate.getTime();
const noExpired = template(`
- resource: aws_iam_server_certificate
  require: [{gone: {expired: certificate_body}}]
`);

function about(body: string, seen: string | null) {
  const one = subject([resource('aws_iam_server_certificate.a', { certificate_body: body })]);
  return seen === null ? one : { ...one, seen };
}

describe('a certificate', () => {
  it.each<[string, string, string | null, string]>([
    ['had ended when the finding was seen', pem, new Date(end + 1).toISOString(), 'vulnerable'],
    ['had not ended yet', pem, new Date(end - 1).toISOString(), 'compliant'],
    ['is judged for no finding', pem, null, 'unknown'],
    ['is judged at no time', pem, 'yesterday', 'unknown'],
    ['is no certificate', 'hello', new Date(end + 1).toISOString(), 'unknown'],
    ['is empty', '', new Date(end + 1).toISOString(), 'unknown'],
  ])('that %s', (_, body, seen, verdict) => {
    expect(assess(noExpired, about(body, seen)).verdict).toBe(verdict);
  });

  it('that had ended is taken out as a whole', () => {
    const expired = about(pem, new Date(end + 1).toISOString());
    expect(planFix(noExpired, expired)).toMatchObject({
      value: { intents: [{ kind: 'remove-resource', resource: expired.resource }], writes: [] },
    });
  });
});

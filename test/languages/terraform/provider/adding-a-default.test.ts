import { describe, expect, it } from 'vitest';
import { terraform } from '../../../../src/languages/terraform/language.ts';
import { context, treeOf } from '../code-of.ts';

function behaviour(type: string, body: string, path: readonly string[], value: boolean) {
  const text = `resource "${type}" "it" {\n${body}}\n`;
  const [resource] = terraform
    .open(treeOf({ 'main.tf': text }))
    .resources({ types: [type], context });
  if (resource === undefined) throw new Error('there is no resource');
  return terraform.updateBehaviour(resource, path, false, value).update;
}

describe('writing the value that absence means', () => {
  it.each([
    ['is ignored by a plan where nothing is written', '', 'no-op'],
    ['is ignored where null is written', '  publicly_accessible = null\n', 'no-op'],
    ['acts where another value is written', '  publicly_accessible = true\n', 'in-place'],
  ])('%s', (_, body, update) => {
    expect(behaviour('aws_db_instance', body, ['publicly_accessible'], false)).toBe(update);
  });

  it.each([
    ['acts with the block that it is in', '', 'in-place'],
    [
      'is ignored in a block that is there',
      '  domain_endpoint_options {\n    tls_security_policy = "Policy-Min-TLS-1-0-2019-07"\n  }\n',
      'no-op',
    ],
  ])('%s', (_, body, update) => {
    const path = ['domain_endpoint_options', 'enforce_https'];
    expect(behaviour('aws_opensearch_domain', body, path, true)).toBe(update);
  });
});

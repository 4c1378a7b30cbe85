import { expect, it } from 'vitest';
import { readStateFile } from '../../../../src/pipeline/locate/state/read.ts';
import { reduceState } from '../../../../src/pipeline/locate/state/reduce.ts';

const resource = (type: string, attributes: object) => ({
  mode: 'managed',
  type,
  name: 'a',
  instances: [{ attributes: { ...attributes, password: 'hunter2', tags: { k: 'hunter2' } } }],
});

it('keeps addresses, types, ids and ARNs of AWS, and of anything else the address only', () => {
  const state = readStateFile(
    JSON.stringify({
      version: 4,
      outputs: { password: { value: 'hunter2' } },
      resources: [
        resource('aws_db_instance', { id: 'db', arn: 'arn:aws:rds:eu-west-1:1:db:db' }),
        resource('aws_instance', { id: 'i-1', root_block_device: [{ volume_id: 'vol-1' }] }),
        resource('random_string', { id: 'hunter2' }),
        resource('aws_appsync_api_key', { id: 'api:hunter2' }),
        resource('aws_iam_access_key', { id: 'hunter2' }),
      ],
    }),
  );
  const kept = state.ok ? reduceState(state.value) : [];
  expect(JSON.stringify(kept)).not.toContain('hunter2');
  expect(kept.map(({ address, ids, parts }) => [address, ...ids, ...parts])).toEqual([
    ['aws_db_instance.a', 'db', 'arn:aws:rds:eu-west-1:1:db:db'],
    ['aws_instance.a', 'i-1', { id: 'vol-1', what: 'root volume' }],
    ['random_string.a'],
    ['aws_appsync_api_key.a'],
    ['aws_iam_access_key.a'],
  ]);
});

it.each([
  ['no JSON', 'hunter2'],
  ['an encrypted state', '{"serial":1,"encryption_version":"v0","encrypted_data":"hunter2"}'],
  ['an older version', '{"version":3,"modules":[{"hunter2":1}]}'],
])('says of %s what it is not, and quotes nothing', (_, text) => {
  expect(readStateFile(text)).toEqual({
    ok: false,
    error: 'is no Terraform state file of version 4, or is encrypted',
  });
});

import { describe, expect, it } from 'vitest';
import { dependentsOf } from '../../../src/jobs/remediate/dependents.ts';
import type { Value } from '../../../src/model/value.ts';
import { codeOf } from '../../support/code.ts';
import { map, resource } from '../../support/resource-in-code.ts';

const context = { account: null, region: null, partition: null };

const reference = (address: string): Value => ({
  kind: 'unknown',
  reason: 'made by the cloud',
  origin: null,
  reference: { address, attribute: 'id' },
});

describe('what refers to a resource', () => {
  const volume = resource({ address: 'aws_ebs_volume.data' });
  const made = (address: string, properties: Record<string, Value>, root = '.') =>
    resource({ address, root, properties: map(properties) });
  const list: Value = { kind: 'list', items: [reference('aws_ebs_volume.data')], origin: null };

  it('is found in arguments, lists and blocks, and in its own root only', () => {
    const code = codeOf([
      volume,
      made('aws_ebs_snapshot.a', { volume_id: reference('aws_ebs_volume.data') }),
      made('aws_instance.b', { block: map({ volumes: list }) }),
      made('aws_ebs_snapshot.other', { volume_id: reference('aws_ebs_volume.other') }),
      made(
        'aws_ebs_snapshot.elsewhere',
        { volume_id: reference('aws_ebs_volume.data') },
        'elsewhere',
      ),
    ]);
    expect(dependentsOf(volume, code, context).map(({ address }) => address)).toEqual([
      'aws_ebs_snapshot.a',
      'aws_instance.b',
    ]);
  });
});

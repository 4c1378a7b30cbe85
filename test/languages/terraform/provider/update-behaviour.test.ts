import { describe, expect, it } from 'vitest';
import { holdsData } from '../../../../src/languages/terraform/provider/data-holders.ts';
import {
  type Act,
  updateBehaviour,
} from '../../../../src/languages/terraform/provider/update-behaviour.ts';
import type { UpdateBehaviour } from '../../../../src/model/language.ts';
import type { PropertyPath } from '../../../../src/model/value.ts';

describe('what an update does', () => {
  const cases: readonly [string, PropertyPath, Act, UpdateBehaviour['update'], boolean | null][] = [
    ['aws_ebs_volume', ['encrypted'], 'change', 'replaces', true],
    ['aws_ebs_volume', ['encrypted'], 'remove', 'no-op', false],
    ['aws_ebs_volume', ['multi_attach_enabled'], 'remove', 'conditional', true],
    ['aws_ebs_volume', ['size'], 'remove', 'update-fails', false],
    ['aws_instance', ['root_block_device', 'encrypted'], 'add', 'replaces', true],
    ['aws_instance', ['ebs_block_device', 0, 'encrypted'], 'change', 'no-op', false],
    ['aws_instance', ['metadata_options', 'http_tokens'], 'change', 'in-place', false],
    ['aws_security_group', ['ingress', 1, 'cidr_blocks'], 'change', 'in-place', false],
    ['aws_security_group', ['ingress'], 'remove', 'no-op', false],
    ['aws_security_group', ['description'], 'change', 'replaces', false],
    ['aws_security_group_rule', ['cidr_blocks'], 'change', 'replaces', false],
    ['aws_s3_bucket', ['tags', 'Name'], 'remove', 'in-place', false],
    ['aws_iam_user_group_membership', ['groups'], 'change', 'in-place', false],
    ['aws_no_such_type', ['a'], 'change', 'unknown', null],
    ['aws_s3_bucket', ['toString'], 'change', 'unknown', null],
  ];
  it.each(cases)('%s %j, %s: %s', (type, path, act, update, dataLoss) => {
    expect(updateBehaviour(type, path, act)).toMatchObject({ update, dataLoss });
  });

  it.each([
    ['aws_subnet', ['map_public_ip_on_launch'], false, 'no-op'],
    ['aws_subnet', ['map_public_ip_on_launch'], true, 'in-place'],
    ['aws_launch_configuration', ['associate_public_ip_address'], false, 'no-op'],
    ['aws_launch_configuration', ['associate_public_ip_address'], true, 'replaces'],
    ['aws_ecr_repository', ['image_tag_mutability'], 'MUTABLE', 'no-op'],
    ['aws_ecr_repository', ['image_tag_mutability'], 'IMMUTABLE', 'in-place'],
  ] as const)('adding to %s %j the value %j: %s', (type, path, value, update) => {
    expect(updateBehaviour(type, path, 'add', value).update).toBe(update);
  });

  it('is not judged by what absence means where the argument is written, or a map in which it is', () => {
    const path = ['map_public_ip_on_launch'];
    expect(updateBehaviour('aws_subnet', path, 'change', false).update).toBe('in-place');
    expect(updateBehaviour('aws_subnet', [...path, 'x'], 'add', false).update).toBe('in-place');
  });

  it('says where the fact comes from', () => {
    expect(updateBehaviour('aws_ebs_volume', ['encrypted'], 'change')).toMatchObject({
      detail: 'aws_ebs_volume.encrypted: a change replaces the resource',
      source: 'planned with hashicorp/aws 5.100.0 and Terraform 1.11.4',
    });
  });
});

describe('what is lost with a resource', () => {
  it('is data, nothing, or not known', () => {
    expect(holdsData('aws_db_instance')).toBe(true);
    expect(holdsData('aws_launch_template')).toBe(false);
    expect(holdsData('aws_s3_bucket')).toBe(true);
    expect(holdsData('aws_s3_bucket_object')).toBeNull();
    expect(holdsData('aws_s3_bucket_policy')).toBe(false);
    expect(holdsData('google_storage_bucket')).toBeNull();
  });
});

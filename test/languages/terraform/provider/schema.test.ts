import { describe, expect, it } from 'vitest';
import {
  blockNesting,
  fieldsOf,
  inSchema,
  isAttributeAsBlocks,
  requiredArguments,
} from '../../../../src/languages/terraform/provider/schema.ts';
import type { PropertyPath } from '../../../../src/model/value.ts';

describe('the schema of the provider', () => {
  const nestings: readonly [string, PropertyPath, ReturnType<typeof blockNesting>][] = [
    ['aws_instance', ['root_block_device'], 'single'],
    ['aws_instance', ['ebs_block_device'], 'list'],
    ['aws_instance', ['ebs_block_device', 0, 'encrypted'], 'attribute'],
    ['aws_security_group', ['ingress'], 'attribute'],
    ['aws_security_group', ['ingress', 0, 'cidr_blocks'], 'attribute'],
    ['aws_s3_bucket_versioning', ['versioning_configuration'], 'single'],
    ['aws_s3_bucket', ['no_such'], null],
    ['aws_s3_bucket', ['constructor'], null],
    ['google_storage_bucket', ['acl'], null],
  ];
  it.each(nestings)('knows how %s %j stands in a block', (type, path, nesting) => {
    expect(blockNesting(type, path)).toBe(nesting);
  });

  it('tells which arguments may be written as blocks', () => {
    expect(isAttributeAsBlocks('aws_security_group', ['ingress'])).toBe(true);
    expect(isAttributeAsBlocks('aws_instance', ['ebs_block_device'])).toBe(false);
    expect(isAttributeAsBlocks('aws_instance', ['ami'])).toBe(false);
  });

  it('tells what exists, and that it does not know', () => {
    expect(inSchema('aws_s3_bucket', ['tags', 'any key'])).toBe(true);
    expect(inSchema('aws_instance', ['metadata_options', 'http_token'])).toBe(false);
    expect(inSchema('aws_no_such_type', ['a'])).toBeNull();
    expect(inSchema('toString', ['a'])).toBeNull();
  });

  it('tells what is required', () => {
    expect(requiredArguments('aws_s3_bucket_ownership_controls', [])).toEqual(['bucket', 'rule']);
    expect(requiredArguments('aws_s3_bucket_ownership_controls', ['rule'])).toEqual([
      'object_ownership',
    ]);
    expect(fieldsOf('aws_security_group', ['ingress'])).toContain('cidr_blocks');
    expect(fieldsOf('aws_instance', ['ami'])).toBeNull();
  });
});

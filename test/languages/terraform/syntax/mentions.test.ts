import { describe, expect, it } from 'vitest';
import { mentions } from '../../../../src/languages/terraform/syntax/mentions.ts';

describe('mentions', () => {
  it('finds a word that stands anywhere in the text', () => {
    expect(mentions('resource "aws_s3_bucket" "b" {}', ['aws_ebs_volume', 'aws_s3_bucket'])).toBe(
      true,
    );
  });

  it('is certain when none does', () => {
    expect(mentions('resource "aws_s3_bucket" "b" {}', ['aws_ebs_volume'])).toBe(false);
    expect(mentions('anything', [])).toBe(false);
  });
});

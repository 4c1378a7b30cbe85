import { describe, expect, it } from 'vitest';
import { evaluated, shown } from '../code-of.ts';

const around = `
variable "given" {}
variable "items" { type = list(string) }
resource "random_id" "suffix" { byte_length = 4 }
resource "aws_s3_bucket" "other" { bucket_prefix = "x" }
data "aws_caller_identity" "me" {}
data "aws_partition" "here" {}
data "aws_region" "here" {}
data "aws_vpc" "main" {}
locals {
  base   = { a = "1", b = "2" }
  circle = local.round
  round  = local.circle
}
`;

/** What is shown of an unknown: `*` for a hole, null when nothing is known. */
const unknown = (pattern: string | null) => ({ unknown: pattern });

describe('what the code does not determine stays unknown', () => {
  it.each([
    ['a variable without a value', 'var.given', unknown(null)],
    ['a template with one hole', '"logs-${var.given}-eu"', unknown('logs-*-eu')],
    ['holes side by side', '"a${var.given}${random_id.suffix.hex}"', unknown('a*')],
    ['a pattern in a template', '"${lower("Logs-${var.given}")}-x"', unknown('logs-*-x')],
    ['format', 'format("%s-%s", "a", var.given)', unknown('a-*')],
    ['join', 'join("-", ["a", var.given, "b"])', unknown('a-*-b')],
    ['join over an unknown list', 'join("-", var.items)', unknown(null)],
    ['jsonencode', 'jsonencode({a = var.given, b = 1})', unknown('{"a":*,"b":1}')],
    ['jsonencode of a pattern', 'jsonencode(["x-${var.given}"])', unknown('["x-*"]')],
    ['an attribute of the cloud', 'data.aws_vpc.main.id', unknown(null)],
    ['time and randomness', '"x-${timestamp()}"', unknown('x-*')],
    ['a function of a provider', 'provider::aws::arn_parse("x")', unknown(null)],
    ['the workspace', '"x-${terraform.workspace}"', unknown('x-*')],
    ['an unknown condition', 'var.given ? "a" : "b"', unknown(null)],
    ['an unknown condition that changes nothing', 'var.given ? "a" : "a"', 'a'],
    ['a decided and', 'var.given && false ? "a" : "b"', 'b'],
    ['a decided or', 'var.given || true ? "a" : "b"', 'a'],
    ['a known key of a merge', 'merge({a = "1"}, {b = var.given}).a', '1'],
    ['what an unknown map may override', 'merge(local.base, var.given).a', unknown(null)],
    ['what overrides an unknown map', 'merge(var.given, local.base).a', '1'],
    ['the length of a list with unknown elements', 'length([var.given])', 1],
    ['a known beginning', 'startswith("logs-${var.given}", "logs") ? "y" : "n"', 'y'],
    ['a pattern that cannot be equal', '"a-${var.given}" == "b" ? "y" : "n"', 'n'],
    ['contains that is decided', 'contains([var.given, "a"], "a") ? "y" : "n"', 'y'],
    ['contains that is not', 'contains([var.given], "a") ? "y" : "n"', unknown(null)],
    ['try of an unknown', 'try(var.given.x, "z")', unknown(null)],
    ['coalesce of an unknown', 'coalesce(var.given, "z")', unknown(null)],
    ['a filter that is not known', '[for x in ["a"] : x if var.given == x]', ['…']],
    ['a local that needs itself', 'local.circle', unknown(null)],
    ['something that is not declared', 'local.nowhere', unknown(null)],
    ['a file that is not there', 'file("nowhere.json")', unknown(null)],
    ['a file outside the checkout', 'file("/etc/passwd")', unknown(null)],
    ['a regular expression that may take too long', 'regex("(a+)+b", "aaaa")', unknown(null)],
    ['alternatives that are repeated', 'regex("(a|a)*b", "aaaa")', unknown(null)],
  ])('%s', (_, expression, expected) => {
    expect(shown(evaluated(expression, around))).toEqual(expected);
  });

  it('knows account, region and partition from the finding', () => {
    const name =
      '"${data.aws_partition.here.partition}-${data.aws_caller_identity.me.account_id}-${data.aws_region.here.name}"';
    expect(shown(evaluated(name, around))).toBe('aws-123456789012-eu-west-1');
  });

  it('says why, and which resource an unknown belongs to', () => {
    expect(evaluated('"${aws_s3_bucket.other.arn}"', around)).toMatchObject({
      kind: 'unknown',
      reason: 'depends on aws_s3_bucket.other.arn, known only after apply',
      reference: { address: 'aws_s3_bucket.other', attribute: 'arn' },
    });
  });

  it('marks what is sensitive, and whatever is made of it', () => {
    const secret = 'variable "db_password" { default = "x" }';
    expect(evaluated('"a-${var.db_password}"', secret).sensitive).toBe(true);
    expect(evaluated('upper(sensitive("a"))').sensitive).toBe(true);
    expect(evaluated('jsonencode({ a = [var.db_password] })', secret).sensitive).toBe(true);
    expect(evaluated('"a"').sensitive).toBeUndefined();
  });
});

describe('hostile code ends in an unknown, soon', () => {
  it.each([
    [
      'lists that multiply',
      Array.from({ length: 40 }, (_, n) => `l${n + 1} = [${`local.l${n},`.repeat(10)}]`),
      'length(flatten(local.l40))',
    ],
    [
      'strings that double',
      Array.from({ length: 60 }, (_, n) => `l${n + 1} = "\${local.l${n}}\${local.l${n}}"`),
      'local.l60',
    ],
    [
      'a chain of thousands',
      Array.from({ length: 5000 }, (_, n) => `l${n + 1} = local.l${n}`),
      'local.l5000',
    ],
    [
      'loops in loops',
      ['l1 = range(1000)'],
      'length([for a in local.l1 : [for b in local.l1 : [for c in local.l1 : [for d in local.l1 : 1]]]])',
    ],
  ])('%s', (_, locals, expression) => {
    const started = Date.now();
    const value = evaluated(expression, `locals {\nl0 = "x"\n${locals.join('\n')}\n}`);
    expect(value.kind).toBe('unknown');
    expect(Date.now() - started).toBeLessThan(10_000);
  });
});

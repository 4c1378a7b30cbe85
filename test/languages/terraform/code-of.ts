import { TerraformCode } from '../../../src/languages/terraform/code.ts';
import type { TerraformInstance } from '../../../src/languages/terraform/resources/instance.ts';
import type { EvaluationContext } from '../../../src/model/language.ts';
import type { SourceTree } from '../../../src/model/source.ts';
import type { Value } from '../../../src/model/value.ts';

/** A checkout in memory. */
export function treeOf(files: Readonly<Record<string, string>>): SourceTree {
  const texts = new Map(Object.entries(files));
  return {
    paths: () => [...texts.keys()].sort(),
    read: (path) => {
      const text = texts.get(path);
      return text === undefined
        ? { ok: false, reason: 'there is no such file' }
        : { ok: true, text };
    },
  };
}

/** Terraform code that is only read. */
export function codeOf(files: Readonly<Record<string, string>>): TerraformCode {
  return new TerraformCode(treeOf(files), () => ({ ok: false, error: { reason: 'read only' } }));
}

export const context: EvaluationContext = {
  account: '123456789012',
  region: 'eu-west-1',
  partition: 'aws',
};

/** All S3 buckets, or resources of other types, in order. */
export function instancesOf(
  files: Readonly<Record<string, string>>,
  ...types: readonly string[]
): readonly TerraformInstance[] {
  return codeOf(files).resources({
    types: types.length === 0 ? ['aws_s3_bucket'] : types,
    context,
  });
}

/** One argument of the only instance that has it. */
export function argumentOf(files: Readonly<Record<string, string>>, name = 'bucket'): Value {
  const [value] = instancesOf(files).flatMap(
    ({ properties }) => properties.entries.get(name) ?? [],
  );
  if (value === undefined) throw new Error(`no bucket has the argument ${name}`);
  return value;
}

/** The value of an expression where locals, variables and resources of `around` are in sight. */
export function evaluated(expression: string, around = ''): Value {
  return argumentOf({
    'main.tf': `${around}\nresource "aws_s3_bucket" "probe" {\n  bucket = ${expression}\n}\n`,
  });
}

/** The value without origins, references and reasons: what is known, `{ unknown: pattern | null }` for the rest. */
export function shown(value: Value): unknown {
  switch (value.kind) {
    case 'null':
      return null;
    case 'list':
      return value.complete === false ? [...value.items.map(shown), '…'] : value.items.map(shown);
    case 'map':
      return Object.fromEntries([
        ...[...value.entries].map(([key, entry]) => [key, shown(entry)]),
        ...(value.complete === false ? [['…', true]] : []),
      ]);
    case 'unknown':
      return { unknown: value.pattern?.map((part) => part ?? '*').join('') ?? null };
    default:
      return value.value;
  }
}

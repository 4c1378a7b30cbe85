import type { Json } from '../../../../src/foundation/json.ts';
import { spliced } from '../../../../src/languages/terraform/edit/splice.ts';
import { terraform } from '../../../../src/languages/terraform/language.ts';
import type { EditIntent, Written } from '../../../../src/model/language.ts';
import type { ResourceInCode } from '../../../../src/model/resource.ts';
import type { SourceTree } from '../../../../src/model/source.ts';

export type Files = Readonly<Record<string, string>>;

export const context = { account: null, region: null, partition: null };

export function treeOf(files: Files): SourceTree {
  const map = new Map(Object.entries(files));
  return {
    paths: () => [...map.keys()].sort(),
    read: (path) => {
      const text = map.get(path);
      return text === undefined ? { ok: false, reason: 'gone' } : { ok: true, text };
    },
  };
}

/** The resource with this address. */
export function resourceIn(files: Files, address: string): ResourceInCode {
  const type = /(?:^|\.)(aws_\w+)\./.exec(address)?.[1] ?? '';
  const found = terraform
    .open(treeOf(files))
    .resources({ types: [type], context })
    .find((resource) => resource.address === address);
  if (found === undefined) throw new Error(`no ${address}`);
  return found;
}

export type Outcome =
  | { readonly files: Files; readonly notes: readonly string[]; readonly layers: readonly string[] }
  | { readonly refused: string };

/** The files after the intents on the resource with this address. */
export function edited(
  files: Files,
  address: string,
  intents: (resource: ResourceInCode) => readonly EditIntent[],
): Outcome {
  const code = terraform.open(treeOf(files));
  const result = code.edit(intents(resourceIn(files, address)), context);
  if (!result.ok) return { refused: result.error.reason };
  const after = Object.entries(files).map(([path, text]) => {
    const edits = result.value.edits.filter((edit) => edit.path === path);
    return [path, spliced(text, edits)] as const;
  });
  return {
    files: Object.fromEntries(after),
    notes: result.value.notes,
    layers: [...new Set(result.value.edits.map((edit) => edit.layer))],
  };
}

/** The one file after the intents, or the refusal. */
export function editedText(
  text: string,
  address: string,
  intents: (resource: ResourceInCode) => readonly EditIntent[],
  path = 'main.tf',
): string {
  const outcome = edited({ [path]: text }, address, intents);
  return 'refused' in outcome ? outcome.refused : (outcome.files[path] ?? '');
}

export function literal(value: Json): Written {
  return { kind: 'literal', value };
}

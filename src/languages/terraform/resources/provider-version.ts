import type { PlacedBlock } from '../modules/declarations.ts';
import type { Module } from '../modules/module.ts';
import { contentOf } from '../modules/read-declarations.ts';
import type { Expression } from '../syntax/ast.ts';
import { parseConfig } from '../syntax/parse.ts';

/**
 * The versions of the AWS provider that a module is applied with: the one that the root module's lock file
 * names, else what `required_providers` of the module and its callers allow together; null when nothing says.
 */
export function providerVersionOf(module: Module): string | null {
  const locked = lockedVersion(module);
  if (locked !== null) return `= ${locked}`;
  const constraints = new Set<string>();
  for (let at: Module | null = module; at !== null; at = at.made?.parent ?? null)
    for (const constraint of at.declarations.settings.flatMap(requiredVersion))
      constraints.add(constraint);
  return constraints.size === 0 ? null : [...constraints].join(', ');
}

function lockedVersion(module: Module): string | null {
  const { directory } = module.evaluation.root;
  const path = `${directory === '' ? '' : `${directory}/`}.terraform.lock.hcl`;
  const text = module.read(path);
  if (text === null) return null;
  const { body } = parseConfig(`${path}.tf`, text);
  for (const item of body.items) {
    if (item.kind !== 'block' || item.type !== 'provider') continue;
    if (!item.labels[0]?.text.endsWith('/hashicorp/aws')) continue;
    const version = item.body.items.find(
      (inner) => inner.kind === 'attribute' && inner.name === 'version',
    );
    return version?.kind === 'attribute' ? literalText(version.value) : null;
  }
  return null;
}

/** `aws = { version = "~> 5.0" }`, and `aws = "~> 3.0"` of Terraform 0.12, in a `terraform` block. */
function requiredVersion({ block, file }: PlacedBlock): readonly string[] {
  return contentOf(block, file).blocks.flatMap((nested) => {
    if (nested.block.type !== 'required_providers') return [];
    const written = contentOf(nested.block, nested.file).attributes.get('aws')?.attribute.value;
    const version = written?.kind === 'object' ? entryOf(written.entries, 'version') : written;
    const text = version === undefined ? null : literalText(version);
    return text === null ? [] : [text];
  });
}

function entryOf(
  entries: readonly { readonly key: Expression; readonly value: Expression }[],
  name: string,
): Expression | undefined {
  const entry = entries.find(
    ({ key }) => (key.kind === 'variable' ? key.name : literalText(key)) === name,
  );
  return entry?.value;
}

function literalText(expression: Expression): string | null {
  const [part, ...others] = expression.kind === 'template' ? expression.parts : [];
  return part?.kind === 'text' && others.length === 0 ? part.value : null;
}

import type { Value } from '../../../model/value.ts';
import type { Block, ConfigFile } from '../syntax/ast.ts';
import { parseConfig } from '../syntax/parse.ts';
import type { Declaration } from './declarations.ts';
import { directoryOf } from './paths.ts';
import { contentOf, readDeclarations } from './read-declarations.ts';
import { blocksIn } from './terragrunt.ts';
import type { UnitEvaluation } from './terragrunt-unit.ts';

/** Generated providers are a few lines. */
const MAX_LENGTH = 100_000;

/** Stands for what is not known of a generated text; inside quotes it is an unknown part, elsewhere an error. */
const HOLE = '${terraform.unknown}';

/**
 * The provider configurations in the texts that a unit's `generate` blocks write beside the module, as far as they
 * can be evaluated. A block of the unit's own replaces one of the same name that it includes.
 */
export function generatedProviders(unit: UnitEvaluation): ReadonlyMap<string, Declaration> {
  const blocks = new Map<string, { readonly block: Block; readonly file: ConfigFile }>();
  for (const { file } of unit.unit.inputs) {
    for (const block of blocksIn(file, 'generate')) {
      blocks.set(block.labels[0]?.text ?? '', { block, file });
    }
  }
  const providers = new Map<string, Declaration>();
  for (const [name, { block, file }] of blocks) {
    const written = contentOf(block, file).attributes.get('contents')?.attribute.value;
    if (written === undefined) continue;
    const label = `generate "${name}"`;
    const value = unit.file(file).valueAt(written, { file, layer: 'resource', label });
    const text = textOf(value);
    if (text === null || text.length > MAX_LENGTH) continue;
    // The path is that of no file, so that nothing is edited there.
    const path = `${directoryOf(unit.unit.path)}/.terragrunt-cache/${name}.tf`;
    const generated = parseConfig(path, text);
    if (generated.errors.length > 0) continue;
    for (const [key, provider] of readDeclarations('', [generated]).providers) {
      providers.set(key, provider);
    }
  }
  return providers;
}

function textOf(value: Value): string | null {
  if (value.kind === 'string') return value.value;
  if (value.kind !== 'unknown' || value.pattern === undefined) return null;
  return value.pattern.map((part) => part ?? HOLE).join('');
}

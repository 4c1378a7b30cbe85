import type { Attribute, Block, ConfigFile, Expression, ObjectExpression } from '../syntax/ast.ts';
import type { Checkout } from './checkout.ts';
import { directoryOf, nameOf, resolvePath } from './paths.ts';
import { contentOf } from './read-declarations.ts';

/** One application of a module by Terragrunt: https://terragrunt.gruntwork.io/docs/reference/hcl/blocks/ */
export interface TerragruntUnit {
  /** The unit's own file. */
  readonly path: string;
  /** The module that its `terraform { source }` names, or its own directory. */
  readonly directory: string;
  /** The files that give inputs: what it includes first, its own last, which wins. */
  readonly files: readonly ConfigFile[];
}

/** The units of a checkout whose module is in it, by the module's directory. Sources of elsewhere are left out. */
export function terragruntUnits(
  checkout: Checkout,
): ReadonlyMap<string, readonly TerragruntUnit[]> {
  const units = checkout.tree
    .paths()
    .filter((path) => nameOf(path) === 'terragrunt.hcl' && !path.includes('.terragrunt-cache/'))
    .flatMap((path) => unitIn(path, checkout) ?? []);
  return Map.groupBy(units, ({ directory }) => directory);
}

/** Files that units consist of, by the names that Terragrunt's documentation gives them. */
export function isTerragruntFile(path: string): boolean {
  return /(^|\/)(terragrunt|root|common|env|account|region)\.hcl$/.test(path);
}

/** The object that a file assigns to `inputs`; null when it has none that is written out. */
export function inputsIn(file: ConfigFile): ObjectExpression | null {
  const written = attributeIn(file, 'inputs')?.value;
  return written?.kind === 'object' ? written : null;
}

/** The expression that a file's `inputs` give a variable; null when they do not. */
export function inputIn(file: ConfigFile, name: string): Expression | null {
  const entry = inputsIn(file)?.entries.find(
    ({ key }) => (key.kind === 'variable' ? key.name : textOf(key)) === name,
  );
  return entry?.value ?? null;
}

function unitIn(path: string, checkout: Checkout): TerragruntUnit | null {
  const file = checkout.soundFile(path);
  if (file === null) return null;
  const own = directoryOf(path);
  const included = blocksIn(file, 'include').flatMap((block) => {
    const to = contentOf(block, file).attributes.get('path')?.attribute.value;
    const target = to === undefined ? null : pathOf(to, own, checkout);
    return target === null || target === path ? [] : (checkout.soundFile(target) ?? []);
  });
  const files = [...included, file];
  const written = files
    .toReversed()
    .flatMap((each) => blocksIn(each, 'terraform').map((block) => contentOf(block, each)))
    .find(({ attributes }) => attributes.has('source'));
  const source = written?.attributes.get('source')?.attribute.value;
  const directory = source === undefined ? own : pathOf(source, own, checkout);
  if (directory === null || !isModule(directory, checkout)) return null;
  return { path, directory, files };
}

function isModule(directory: string, checkout: Checkout): boolean {
  return (checkout.directories.get(directory)?.modules.length ?? 0) > 0;
}

/** A path of the checkout: relative to the unit, or by the functions with which Terragrunt users write one; else null. */
function pathOf(expression: Expression, own: string, checkout: Checkout): string | null {
  if (expression.kind === 'call') {
    return expression.name === 'find_in_parent_folders'
      ? above(own, textOf(expression.args[0]) ?? 'terragrunt.hcl', checkout)
      : null;
  }
  if (expression.kind !== 'template') return null;
  const [first, second, ...others] = expression.parts;
  if (first?.kind === 'text' && second === undefined) {
    return /^\.\.?\//.test(first.value) ? resolvePath(own, clean(first.value)) : null;
  }
  if (first?.kind !== 'interpolation' || others.length > 0) return null;
  const rest = second === undefined ? '' : second.kind === 'text' ? second.value : null;
  const { expression: head } = first;
  if (rest === null || head.kind !== 'call') return null;
  if (head.name === 'get_repo_root') return resolvePath('', clean(`.${rest}`));
  if (head.name === 'get_terragrunt_dir') return resolvePath(own, clean(`.${rest}`));
  return null;
}

/** `//` separates what is copied from the module in it. */
function clean(source: string): string {
  return source.replace(/\/{2,}/g, '/').replace(/\/$/, '');
}

function above(own: string, name: string, checkout: Checkout): string | null {
  const paths = new Set(checkout.tree.paths());
  for (let at = own; at !== ''; ) {
    at = directoryOf(at);
    const path = at === '' ? name : `${at}/${name}`;
    if (paths.has(path)) return path;
  }
  return null;
}

function blocksIn(file: ConfigFile, type: string): readonly Block[] {
  return file.body.items
    .filter((item) => item.kind === 'block')
    .filter((block) => block.type === type);
}

function attributeIn(file: ConfigFile, name: string): Attribute | null {
  for (const item of file.body.items)
    if (item.kind === 'attribute' && item.name === name) return item;
  return null;
}

function textOf(expression: Expression | undefined): string | null {
  const [part, ...others] = expression?.kind === 'template' ? expression.parts : [];
  return part?.kind === 'text' && others.length === 0 ? part.value : null;
}

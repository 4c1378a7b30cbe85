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
  /** What it includes, by the labels of the blocks; '' for one without. */
  readonly includes: readonly { readonly name: string; readonly file: ConfigFile }[];
  /**
   * The files that give inputs: what it includes first, its own last, which wins. With `isDeep` the values of later
   * files are merged into those of the file.
   */
  readonly inputs: readonly { readonly file: ConfigFile; readonly isDeep: boolean }[];
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
    const { attributes } = contentOf(block, file);
    const to = attributes.get('path')?.attribute.value;
    const target = to === undefined ? null : pathOf(to, own, checkout);
    const found = target === null || target === path ? null : checkout.soundFile(target);
    const strategy = textOf(attributes.get('merge_strategy')?.attribute.value) ?? 'shallow';
    return found === null ? [] : [{ name: block.labels[0]?.text ?? '', file: found, strategy }];
  });
  const merged = included.filter(({ strategy }) => strategy !== 'no_merge');
  const files = [...merged.map((include) => include.file), file];
  const written = files
    .toReversed()
    .flatMap((each) => blocksIn(each, 'terraform').map((block) => contentOf(block, each)))
    .find(({ attributes }) => attributes.has('source'));
  const source = written?.attributes.get('source')?.attribute.value;
  const directory = source === undefined ? own : pathOf(source, own, checkout);
  if (directory === null || !isModule(directory, checkout)) return null;
  return {
    path,
    directory,
    includes: included.map(({ name, file: from }) => ({ name, file: from })),
    inputs: [
      ...merged.map(({ file: from, strategy }) => ({
        file: from,
        isDeep: strategy.startsWith('deep'),
      })),
      { file, isDeep: false },
    ],
  };
}

function isModule(directory: string, checkout: Checkout): boolean {
  return (checkout.directories.get(directory)?.modules.length ?? 0) > 0;
}

/** A path of the checkout: relative to the unit, or by the functions with which Terragrunt users write one; else null. */
function pathOf(expression: Expression, own: string, checkout: Checkout): string | null {
  if (expression.kind === 'call') {
    return expression.name === 'find_in_parent_folders'
      ? fileAbove(own, textOf(expression.args[0]) ?? 'terragrunt.hcl', checkout)
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

/** The nearest file of that name in the directories above; null when there is none. */
export function fileAbove(own: string, name: string, checkout: Checkout): string | null {
  for (let at = own; at !== ''; ) {
    at = directoryOf(at);
    const path = at === '' ? name : `${at}/${name}`;
    if (checkout.has(path)) return path;
  }
  return null;
}

/** The blocks of a type at the top of a file. */
export function blocksIn(file: ConfigFile, type: string): readonly Block[] {
  return file.body.items
    .filter((item) => item.kind === 'block')
    .filter((block) => block.type === type);
}

/** The attribute of that name at the top of a file; null when it has none. */
export function attributeIn(file: ConfigFile, name: string): Attribute | null {
  for (const item of file.body.items)
    if (item.kind === 'attribute' && item.name === name) return item;
  return null;
}

function textOf(expression: Expression | undefined): string | null {
  const [part, ...others] = expression?.kind === 'template' ? expression.parts : [];
  return part?.kind === 'text' && others.length === 0 ? part.value : null;
}

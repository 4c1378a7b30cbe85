import type { Block, ConfigFile } from '../syntax/ast.ts';
import type {
  Declaration,
  LocalDeclaration,
  ModuleDeclarations,
  PlacedAttribute,
  PlacedBlock,
} from './declarations.ts';
import { isOverrideFile } from './file-names.ts';

/** How many labels a block type has that is known by them; `locals` and `terraform` are read on their own. */
const kinds = {
  variable: 'variables',
  output: 'outputs',
  resource: 'resources',
  data: 'data',
  module: 'calls',
  provider: 'providers',
} as const;
type Kind = keyof typeof kinds;

/** What the files of one directory declare, override files merged in as Terraform does. */
export function readDeclarations(
  directory: string,
  files: readonly ConfigFile[],
): ModuleDeclarations {
  const blocks: Record<(typeof kinds)[Kind], Map<string, Declaration>> = {
    variables: new Map(),
    outputs: new Map(),
    resources: new Map(),
    data: new Map(),
    calls: new Map(),
    providers: new Map(),
  };
  const locals = new Map<string, LocalDeclaration>();
  const settings: PlacedBlock[] = [];
  const moves: PlacedBlock[] = [];
  const ordered = [
    ...files.filter((file) => !isOverrideFile(file.path)),
    ...files.filter((file) => isOverrideFile(file.path)),
  ];
  for (const file of ordered) {
    const overriding = isOverrideFile(file.path);
    for (const block of topBlocks(file)) {
      if (block.type === 'locals') addLocals(locals, block, file, overriding);
      else if (block.type === 'terraform') settings.push({ block, file });
      else if (block.type === 'import' || block.type === 'moved') moves.push({ block, file });
      else if (isKind(block.type)) {
        const declarations = blocks[kinds[block.type]];
        const key = keyOf(block);
        const base = declarations.get(key);
        if (base === undefined) declarations.set(key, declared(block, file));
        else if (overriding) declarations.set(key, overridden(base, block, file));
      }
    }
  }
  return { directory, files: ordered, locals, settings, moves, ...blocks };
}

function isKind(type: string): type is Kind {
  return Object.hasOwn(kinds, type);
}

function topBlocks(file: ConfigFile): readonly Block[] {
  return file.body.items.filter((item) => item.kind === 'block');
}

/** `type.name` or the name; a provider's alias belongs to its key. */
function keyOf(block: Block): string {
  const labels = block.labels.map((label) => label.text).join('.');
  if (block.type !== 'provider') return labels;
  const alias = block.body.items.find((item) => item.kind === 'attribute' && item.name === 'alias');
  const text =
    alias?.kind === 'attribute' && alias.value.kind === 'template'
      ? alias.value.parts[0]
      : undefined;
  return text?.kind === 'text' ? `${labels}.${text.value}` : labels;
}

function declared(block: Block, file: ConfigFile): Declaration {
  return { block, file, ...contentOf(block, file), overrides: [] };
}

/** The arguments and nested blocks of a block, by where they stand. */
export function contentOf(
  block: Block,
  file: ConfigFile,
): Pick<Declaration, 'attributes' | 'blocks'> {
  const attributes = new Map<string, PlacedAttribute>();
  const blocks: PlacedBlock[] = [];
  for (const item of block.body.items) {
    if (item.kind === 'block') blocks.push({ block: item, file });
    else attributes.set(item.name, { attribute: item, file });
  }
  return { attributes, blocks };
}

/** Arguments replace arguments; nested blocks of a type replace all of that type (`dynamic` ones too). */
function overridden(base: Declaration, block: Block, file: ConfigFile): Declaration {
  const content = contentOf(block, file);
  const replaced = new Set(content.blocks.map((placed) => nestedType(placed.block)));
  return {
    ...base,
    attributes: new Map([...base.attributes, ...content.attributes]),
    blocks: [
      ...base.blocks.filter((placed) => !replaced.has(nestedType(placed.block))),
      ...content.blocks,
    ],
    overrides: [...base.overrides, { block, file }],
  };
}

function nestedType(block: Block): string {
  return block.type === 'dynamic' ? (block.labels[0]?.text ?? block.type) : block.type;
}

function addLocals(
  locals: Map<string, LocalDeclaration>,
  block: Block,
  file: ConfigFile,
  overriding: boolean,
): void {
  for (const item of block.body.items) {
    if (item.kind !== 'attribute' || (locals.has(item.name) && !overriding)) continue;
    locals.set(item.name, { name: item.name, value: item.value, attribute: item, file });
  }
}

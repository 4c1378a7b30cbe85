import type { Attribute, Block, ConfigFile, Expression } from '../syntax/ast.ts';

/** An argument and the file in which it stands: with override files, not always that of its block. */
export interface PlacedAttribute {
  readonly attribute: Attribute;
  readonly file: ConfigFile;
}

/** A nested block and the file in which it stands. */
export interface PlacedBlock {
  readonly block: Block;
  readonly file: ConfigFile;
}

/** A top-level block as Terraform sees it, override files merged in. */
export interface Declaration {
  /** The block that is overridden, or simply the block. */
  readonly block: Block;
  readonly file: ConfigFile;
  readonly attributes: ReadonlyMap<string, PlacedAttribute>;
  readonly blocks: readonly PlacedBlock[];
  /** Blocks of override files that change this one, in the order in which Terraform applies them. */
  readonly overrides: readonly PlacedBlock[];
}

/** One local value. */
export interface LocalDeclaration {
  readonly name: string;
  readonly value: Expression;
  readonly attribute: Attribute;
  readonly file: ConfigFile;
}

/** What sets a published module apart. */
export interface Published {
  /** Its address in the registry. */
  readonly source: string;
  /** Resources that an inner module of it makes: `type.name` → `module.db_instance`. */
  readonly places: ReadonlyMap<string, string>;
  /** Resources of which every argument that the module sets is known. */
  readonly complete: ReadonlySet<string>;
}

/** What the files of one directory declare. */
export interface ModuleDeclarations {
  /** Relative to the checkout; '' is its root. */
  readonly directory: string;
  /** The files that count, in the order in which Terraform reads them, override files last. */
  readonly files: readonly ConfigFile[];
  readonly variables: ReadonlyMap<string, Declaration>;
  readonly locals: ReadonlyMap<string, LocalDeclaration>;
  readonly outputs: ReadonlyMap<string, Declaration>;
  /** By `type.name`. */
  readonly resources: ReadonlyMap<string, Declaration>;
  /** By `type.name`, without `data.`. */
  readonly data: ReadonlyMap<string, Declaration>;
  /** Module calls by name. */
  readonly calls: ReadonlyMap<string, Declaration>;
  /** By local name and alias: `aws`, `aws.west`. */
  readonly providers: ReadonlyMap<string, Declaration>;
  /** `terraform` blocks. */
  readonly settings: readonly PlacedBlock[];
  /** `import` and `moved` blocks. */
  readonly moves: readonly PlacedBlock[];
  /** Set for a module of someone else that is known from data; absent for those of the checkout. */
  readonly published?: Published;
}

import type { ConfigFile } from '../syntax/ast.ts';
import type { Declaration, ModuleDeclarations } from './declarations.ts';

/** One instance of a module in the module tree, as far as an edit needs to know it. */
export interface ModuleNode {
  /** `module.site["eu"]`; '' for the root module. */
  readonly address: string;
  /** Relative to the checkout; '' is its root. */
  readonly directory: string;
  /** The `root` of every resource in this tree: the root module's directory, with its variable file where there are several. */
  readonly root: string;
  /** The module that calls this one; null for the root module. */
  readonly parent: ModuleNode | null;
  /** The `module` block that makes this instance; null for the root module. */
  readonly call: Declaration | null;
  readonly declarations: ModuleDeclarations;
  /** The variable files that are applied to the root module, later ones win; empty elsewhere. */
  readonly variableFiles: readonly ConfigFile[];
  /** The parsed file of any path of the checkout, such as that of an `Origin`; null when it cannot be read. */
  file(path: string): ConfigFile | null;
}

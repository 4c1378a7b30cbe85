import type { ResourceInCode } from '../../../model/resource.ts';
import type { Declaration } from '../modules/declarations.ts';
import type { ModuleNode } from '../modules/node.ts';
import type { InstanceKey } from '../modules/repetition.ts';
import type { Block, ConfigFile } from '../syntax/ast.ts';

/** A resource of Terraform code, with the syntax behind it. Only the edits of this language look at that. */
export interface TerraformInstance extends ResourceInCode {
  readonly language: 'terraform';
  /** The resource's name, the second label of its block. */
  readonly name: string;
  readonly key: InstanceKey;
  /** The block itself; `declaration` has what override files make of it. */
  readonly block: Block;
  readonly file: ConfigFile;
  readonly declaration: Declaration;
  readonly module: ModuleNode;
}

/** Every resource that this language's `Code` gives is one of ours. */
export function isTerraformInstance(resource: ResourceInCode): resource is TerraformInstance {
  return resource.language === 'terraform' && 'declaration' in resource;
}

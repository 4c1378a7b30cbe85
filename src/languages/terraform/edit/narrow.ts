import type { Written } from '../../../model/language.ts';
import type { Layer } from '../../../model/source.ts';
import type { Origin } from '../../../model/value.ts';
import type { ModuleNode } from '../modules/node.ts';
import { nameOf } from '../modules/paths.ts';
import { inputsIn } from '../modules/terragrunt.ts';
import type { TerraformInstance } from '../resources/instance.ts';
import { lockReason } from '../resources/locked.ts';
import type { ConfigFile } from '../syntax/ast.ts';
import { currentNode } from './container.ts';
import type { Draft } from './drafts.ts';
import { editorFor } from './editor.ts';
import type { Replacement } from './splice.ts';
import type { ReferenceText } from './write-value.ts';

/** A place that decides a value for fewer resources than the default of a variable does. */
export interface Narrower {
  readonly file: ConfigFile;
  readonly layer: Layer;
  readonly note: string;
  /** Writes the value there. */
  write(draft: Draft, value: Written, reference: ReferenceText): readonly Replacement[];
}

/**
 * Where the default of a variable can be overruled for this resource alone: the call of its module, or
 * the variable file of its environment. Null when the value is not a whole default, or the default is
 * all there is.
 */
export function narrower(instance: TerraformInstance, origin: Origin): Narrower | null {
  if (origin.layer !== 'variable-default') return null;
  for (let node: ModuleNode | null = instance.module; node !== null; node = node.parent) {
    const name = variableWithDefault(node, origin);
    if (name === null) continue;
    return node.call === null ? inVariableFile(node, name) : atCall(node, name);
  }
  return null;
}

function variableWithDefault(node: ModuleNode, origin: Origin): string | null {
  for (const [name, { attributes }] of node.declarations.variables) {
    const standard = attributes.get('default');
    const range = standard?.attribute.value.range;
    if (standard?.file.path !== origin.path || range === undefined) continue;
    if (range.start === origin.range.start && range.end === origin.range.end) return name;
  }
  return null;
}

function atCall(node: ModuleNode, name: string): Narrower | null {
  const { call } = node;
  if (call === null || call.attributes.has(name) || call.overrides.length > 0) return null;
  const { file, block } = call;
  if (lockReason(file.path, file.text) !== null) return null;
  return {
    file,
    layer: 'module-argument',
    note: `${node.address} takes ${name} from the module's default; it is set at this call, so that other calls keep the default.`,
    write: (draft, value, reference) => {
      const current = currentNode(draft, block);
      const position = { type: 'module', names: [] };
      if (current === null) return [];
      return editorFor(draft.file).setIn(draft.file, current, position, [name], value, reference);
    },
  };
}

/** Only where several environments share the default. */
function inVariableFile(node: ModuleNode, name: string): Narrower | null {
  const unit = node.variableFiles.findLast((one) => nameOf(one.path) === 'terragrunt.hcl');
  const file = unit ?? node.variableFiles.at(-1);
  if (file === undefined || node.root === node.directory) return null;
  const inputs = unit === undefined ? null : inputsIn(unit);
  if (unit !== undefined && inputs === null) return null;
  return {
    file,
    layer: 'variable-file',
    note: `${name} is set for the environment of ${file.path}; the others keep the default of the variable.`,
    write: (draft, value, reference) => {
      const editor = editorFor(draft.file);
      if (inputs === null) return editor.addTopLevelArgument(draft.file, name, value, reference);
      const object = currentNode(draft, inputs);
      const position = { type: 'inputs', names: [] };
      return object === null
        ? []
        : editor.setIn(draft.file, object, position, [name], value, reference);
    },
  };
}

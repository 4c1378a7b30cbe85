import type { Written } from '../../../model/language.ts';
import type { Range } from '../../../model/source.ts';
import type { PropertyPath } from '../../../model/value.ts';
import type {
  Attribute,
  Block,
  ConfigFile,
  ObjectExpression,
  TupleExpression,
} from '../syntax/ast.ts';
import { jsonEditor } from './json-editor.ts';
import { nativeEditor } from './native-editor.ts';
import type { Position } from './render.ts';
import type { Replacement } from './splice.ts';
import type { ReferenceText } from './write-value.ts';

/** A resource that is added. */
export interface NewResource {
  readonly type: string;
  readonly name: string;
  /** Arguments that are carried over from another resource: names and expressions of HCL. */
  readonly carried: readonly (readonly [string, string])[];
  readonly properties: readonly (readonly [string, Written])[];
}

/** The operations that intents are made of, in one syntax. Nodes are those of the file that is given. */
export interface Editor {
  /** Writes a value in the place of an expression. */
  replace(
    file: ConfigFile,
    range: Range,
    value: Written,
    reference: ReferenceText,
  ): readonly Replacement[];
  /** Gives `path`, which begins with a name, this value in a block or object; what is missing on the way is made. */
  setIn(
    file: ConfigFile,
    container: Block | ObjectExpression,
    position: Position,
    path: PropertyPath,
    value: Written,
    reference: ReferenceText,
  ): readonly Replacement[];
  /** Takes an argument or nested block out of its block. */
  removeItem(file: ConfigFile, block: Block, item: Attribute | Block): readonly Replacement[];
  /** Adds an element after that with number `after`, by default at the end. */
  addElement(
    file: ConfigFile,
    tuple: TupleExpression,
    value: Written,
    reference: ReferenceText,
    after?: number,
  ): readonly Replacement[];
  removeMember(
    file: ConfigFile,
    collection: TupleExpression | ObjectExpression,
    index: number,
  ): readonly Replacement[];
  /** Adds a resource after a top-level block. */
  addResource(
    file: ConfigFile,
    after: Block,
    resource: NewResource,
    reference: ReferenceText,
  ): readonly Replacement[];
  /** Adds an argument to a file without blocks, such as a variable file; or changes it when it is there. */
  addTopLevelArgument(
    file: ConfigFile,
    name: string,
    value: Written,
    reference: ReferenceText,
  ): readonly Replacement[];
  /** Takes a top-level block away. */
  removeTopLevel(file: ConfigFile, block: Block): readonly Replacement[];
}

export function editorFor(file: ConfigFile): Editor {
  return file.syntax === 'json' ? jsonEditor : nativeEditor;
}

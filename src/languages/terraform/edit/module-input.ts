import type { EditRefusal, Written } from '../../../model/language.ts';
import type { PropertyPath } from '../../../model/value.ts';
import type { Declaration } from '../modules/declarations.ts';
import { publishedFile } from '../registry/published-modules.ts';
import type { TerraformInstance } from '../resources/instance.ts';
import type { Expression } from '../syntax/ast.ts';
import { currentNode } from './container.ts';
import type { Drafts } from './drafts.ts';
import { editorFor } from './editor.ts';
import { isRefusal, noInput, refusal } from './guard.ts';
import { pathText, type Reached } from './property.ts';
import { referencesFrom, referencesIn } from './references.ts';
import { entriesOf } from './render.ts';

/** The way to a value in a module's inputs: the input, and keys in it. */
type InputPath = readonly [string, ...string[]];

/**
 * Sets the input of a published module that decides a property, at the call. Null when the ordinary edit will do: the
 * module is one of the checkout, or the value is already decided by something that is.
 */
export function setInput(
  instance: TerraformInstance,
  path: PropertyPath,
  reached: Reached,
  value: Written,
  drafts: Drafts,
): readonly string[] | EditRefusal | null {
  if (instance.module.declarations.published === undefined) return null;
  const { origin } = reached.value;
  if (origin !== null && publishedFile(origin.path) === null) return null;
  const input = inputFor(instance.declaration, path);
  if (input === null) return noInput(instance, pathText(path));
  return write(instance, input, value, drafts);
}

/** A resource that a published module can make besides: by its inputs at the call. Null for a module of the checkout. */
export function addByInputs(
  beside: TerraformInstance,
  type: string,
  properties: readonly (readonly [string, Written])[],
  drafts: Drafts,
): readonly string[] | EditRefusal | null {
  const { published, resources } = beside.module.declarations;
  if (published === undefined) return null;
  const declaration = [...resources].find(([key]) => key.startsWith(`${type}.`))?.[1];
  if (declaration === undefined) return noInput(beside, type);
  const notes = new Set<string>();
  for (const [path, value] of leaves(properties)) {
    // How it names the resource beside it is the module's own affair.
    if (referencesIn(value).some(({ to }) => to === beside)) continue;
    const input = inputFor(declaration, path);
    const written =
      input === null
        ? noInput(beside, `${type} ${path.join('.')}`)
        : write(beside, input, value, drafts);
    if (isRefusal(written)) return written;
    for (const note of written) notes.add(note);
  }
  return [...notes];
}

function write(
  instance: TerraformInstance,
  [name, ...keys]: InputPath,
  value: Written,
  drafts: Drafts,
): readonly string[] | EditRefusal {
  const { module } = instance;
  const { call } = module;
  if (call === null || referencesIn(value).length > 0) return noInput(instance, name);
  const passed = call.attributes.get(name);
  if (passed !== undefined && (keys.length === 0 || passed.attribute.value.kind !== 'object')) {
    return refusal(
      `${name} at the call ${module.address} (${call.file.path}) is computed: edit its expression`,
    );
  }
  const reference = referencesFrom(instance);
  const object = passed?.attribute.value;
  drafts.change(call.file, 'module-argument', (draft) => {
    const editor = editorFor(draft.file);
    if (object?.kind === 'object') {
      const node = currentNode(draft, object);
      const position = { type: 'module', names: [name] };
      return node === null ? [] : editor.setIn(draft.file, node, position, keys, value, reference);
    }
    const block = currentNode(draft, call.block);
    const position = { type: 'module', names: [] };
    return block === null
      ? []
      : editor.setIn(draft.file, block, position, [name, ...keys], value, reference);
  });
  const source = module.declarations.published?.source ?? '';
  return [`${[name, ...keys].join('.')} of ${source} is set at the call ${module.address}.`];
}

/** Values at the ends of nested maps, each with its way. */
function leaves(
  properties: readonly (readonly [string, Written])[],
): readonly (readonly [readonly string[], Written])[] {
  return properties.flatMap(([name, value]) => {
    const entries = entriesOf(value);
    return entries === null
      ? [[[name], value] as const]
      : leaves(entries).map(([path, leaf]) => [[name, ...path], leaf] as const);
  });
}

/** The input that an argument of the resource simply hands on, followed by what is left of the path. */
function inputFor(
  declaration: Pick<Declaration, 'attributes'>,
  path: PropertyPath,
): InputPath | null {
  const [name, ...rest] = path;
  const written = declaration.attributes.get(String(name))?.attribute.value;
  return written === undefined ? null : follow(written, rest);
}

function follow(expression: Expression, rest: PropertyPath): InputPath | null {
  const [step, ...further] = rest;
  if (expression.kind === 'object' && step !== undefined) {
    const entry = expression.entries.find(({ key }) => textOf(key) === step);
    return entry === undefined ? null : follow(entry.value, further);
  }
  const input = inputIn(expression);
  if (input === null || rest.some((one) => typeof one === 'number')) return null;
  return [...input, ...rest.map(String)];
}

/** `var.logging["target_bucket"]` → logging, target_bucket. Alternatives of `try` count too. */
function inputIn(expression: Expression): InputPath | null {
  switch (expression.kind) {
    case 'attribute-access': {
      if (expression.object.kind === 'variable' && expression.object.name === 'var') {
        return [expression.name];
      }
      return extended(expression.object, expression.name);
    }
    case 'index':
      return extended(expression.object, textOf(expression.key));
    case 'template': {
      const [part, ...others] = expression.parts;
      return part?.kind === 'interpolation' && others.length === 0
        ? inputIn(part.expression)
        : null;
    }
    case 'parentheses':
      return inputIn(expression.expression);
    case 'call': {
      const [first] = expression.args;
      if (first === undefined) return null;
      if (expression.name === 'try') {
        for (const argument of expression.args) {
          const input = inputIn(argument);
          if (input !== null) return input;
        }
      }
      return expression.name === 'title' || expression.name === 'lower' ? inputIn(first) : null;
    }
    default:
      return null;
  }
}

function extended(object: Expression, key: string | null): InputPath | null {
  const input = inputIn(object);
  return input === null || key === null ? null : [...input, key];
}

function textOf(expression: Expression): string | null {
  if (expression.kind === 'variable') return expression.name;
  const [part, ...others] = expression.kind === 'template' ? expression.parts : [];
  return part?.kind === 'text' && others.length === 0 ? part.value : null;
}

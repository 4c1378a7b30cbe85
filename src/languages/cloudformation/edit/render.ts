import type { Json } from '../../../foundation/json.ts';
import { failed, ok, type Result } from '../../../foundation/result.ts';
import type { EditRefusal, Written } from '../../../model/language.ts';
import { yamlText } from './scalar-text.ts';
import type { Style } from './style.ts';

/** What an edit writes, in the template's own terms: only data and calls of functions. */
export type Tree =
  | { readonly kind: 'scalar'; readonly value: string | number | boolean | null }
  | { readonly kind: 'list'; readonly items: readonly Tree[] }
  | { readonly kind: 'map'; readonly entries: readonly (readonly [string, Tree])[] }
  | {
      readonly kind: 'call';
      readonly short: string;
      readonly argument: string;
      readonly long: Json;
    };

/** Text for a place: one line, or lines of a block with their own indentation. */
export type Rendered =
  | { readonly kind: 'inline'; readonly text: string }
  | { readonly kind: 'block'; readonly lines: readonly string[]; readonly isList: boolean };

/**
 * A written value as a tree. `root` is the template it goes into. Refused is data that CloudFormation
 * would act on: a map that reads as a function call, a text with a dynamic reference.
 */
export function treeOf(written: Written, root: string): Result<Tree, EditRefusal> {
  switch (written.kind) {
    case 'literal':
      return literalTree(written.value);
    case 'json':
      return treeOf(written.value, root);
    case 'list':
      return collected(
        written.items.map((item) => treeOf(item, root)),
        (items) => ({ kind: 'list', items }),
      );
    case 'map':
      return collected(
        written.entries.map(([, value]) => treeOf(value, root)),
        (values) => ({
          kind: 'map',
          entries: written.entries.map(([name], at) => [name, values[at] ?? NULL]),
        }),
      );
    case 'reference': {
      const { to, attribute } = written;
      if (isPseudoParameter(attribute))
        return ok({ kind: 'call', short: '!Ref', argument: attribute, long: { Ref: attribute } });
      if (to.root !== root) return elsewhere(to.address, to.path);
      return ok(
        attribute === 'id'
          ? { kind: 'call', short: '!Ref', argument: to.address, long: { Ref: to.address } }
          : {
              kind: 'call',
              short: '!GetAtt',
              argument: `${to.address}.${attribute}`,
              long: { 'Fn::GetAtt': [to.address, attribute] },
            },
      );
    }
    case 'template': {
      let text = '';
      for (const part of written.parts) {
        if (typeof part === 'string') {
          if (isDynamic(part)) return failed(dynamicRefusal);
          text += part.replaceAll('${', '${!');
        } else if (isPseudoParameter(part.attribute)) {
          text += `\${${part.attribute}}`;
        } else {
          if (part.to.root !== root) return elsewhere(part.to.address, part.to.path);
          const { address } = part.to;
          text += part.attribute === 'id' ? `\${${address}}` : `\${${address}.${part.attribute}}`;
        }
      }
      return ok({ kind: 'call', short: '!Sub', argument: text, long: { 'Fn::Sub': text } });
    }
  }
}

/** What belongs to the deployment rather than to a resource: `AWS::Region`. */
function isPseudoParameter(attribute: string): boolean {
  return attribute.startsWith('AWS::');
}

const NULL: Tree = { kind: 'scalar', value: null };
const dynamicRefusal: EditRefusal = {
  reason:
    'The value holds "{{resolve:", which CloudFormation would look up instead of writing it: set it by hand.',
};

function literalTree(value: Json): Result<Tree, EditRefusal> {
  if (typeof value === 'string' && isDynamic(value)) return failed(dynamicRefusal);
  if (value === null || typeof value !== 'object') return ok({ kind: 'scalar', value });
  if (Array.isArray(value)) {
    const items: readonly Json[] = value;
    return collected(items.map(literalTree), (trees) => ({ kind: 'list', items: trees }));
  }
  const entries = Object.entries(value);
  const call = entries.find(([name]) => name === 'Ref' || name.startsWith('Fn::'));
  if (call !== undefined) {
    return failed({
      reason: `The value has the key "${call[0]}", which CloudFormation would take for a function: set it by hand.`,
    });
  }
  return collected(
    entries.map(([, entry]) => literalTree(entry)),
    (trees) => ({ kind: 'map', entries: entries.map(([name], at) => [name, trees[at] ?? NULL]) }),
  );
}

function isDynamic(text: string): boolean {
  return text.includes('{{resolve:');
}

function elsewhere(address: string, path: string): Result<never, EditRefusal> {
  return failed({
    reason: `${address} is in another template (${path}): a template cannot refer to it.`,
  });
}

function collected(
  results: readonly Result<Tree, EditRefusal>[],
  make: (trees: readonly Tree[]) => Tree,
): Result<Tree, EditRefusal> {
  const trees: Tree[] = [];
  for (const result of results) {
    if (!result.ok) return result;
    trees.push(result.value);
  }
  return ok(make(trees));
}

/** A tree in YAML's block style. */
export function renderBlock(tree: Tree, style: Style): Rendered {
  if (tree.kind === 'call' && !style.shortForm) return renderBlock(longForm(tree.long), style);
  if (tree.kind === 'list' && tree.items.length > 0) {
    const lines = tree.items.flatMap((item) => dashed(renderBlock(item, style)));
    return { kind: 'block', lines, isList: true };
  }
  if (tree.kind === 'map' && tree.entries.length > 0) {
    const lines = tree.entries.flatMap(([name, value]) =>
      keyed(name, renderBlock(value, style), style),
    );
    return { kind: 'block', lines, isList: false };
  }
  return { kind: 'inline', text: renderFlow(tree, style, null) };
}

/** The lines of a list's element. */
export function dashed(rendered: Rendered): readonly string[] {
  if (rendered.kind === 'inline') return [`- ${rendered.text}`];
  return rendered.lines.map((line, index) => (index === 0 ? `- ${line}` : `  ${line}`));
}

/** The lines of a key and its value. */
export function keyed(name: string, rendered: Rendered, style: Style): readonly string[] {
  const key = yamlText(name, { ...style, quoteAll: false });
  if (rendered.kind === 'inline') return [`${key}: ${rendered.text}`];
  const step = rendered.isList && style.dashesAtKey ? '' : style.unit;
  return [`${key}:`, ...rendered.lines.map((line) => `${step}${line}`)];
}

/** A tree in flow style (JSON is nothing else): on one line, or with its lines indented from `indent` on. */
export function renderFlow(tree: Tree, style: Style, indent: string | null): string {
  const text = (value: string) =>
    style.format === 'json' ? JSON.stringify(value) : yamlText(value, style);
  if (tree.kind === 'scalar')
    return typeof tree.value === 'string' ? text(tree.value) : String(tree.value);
  if (tree.kind === 'call') {
    return style.format === 'yaml' && style.shortForm
      ? `${tree.short} ${text(tree.argument)}`
      : renderFlow(longForm(tree.long), style, null);
  }
  const inner = indent === null ? null : indent + style.unit;
  const parts =
    tree.kind === 'list'
      ? tree.items.map((item) => renderFlow(item, style, inner))
      : tree.entries.map(([name, value]) => `${text(name)}: ${renderFlow(value, style, inner)}`);
  const [open, close] = tree.kind === 'list' ? ['[', ']'] : ['{', '}'];
  if (parts.length === 0) return `${open}${close}`;
  if (inner !== null) {
    return `${open}${style.newline}${inner}${parts.join(`,${style.newline}${inner}`)}${style.newline}${indent}${close}`;
  }
  return tree.kind === 'list' ? `[${parts.join(', ')}]` : `{ ${parts.join(', ')} }`;
}

function longForm(long: Json): Tree {
  if (long === null || typeof long !== 'object') return { kind: 'scalar', value: long };
  if (Array.isArray(long)) return { kind: 'list', items: long.map(longForm) };
  return {
    kind: 'map',
    entries: Object.entries(long).map(([name, value]) => [name, longForm(value)]),
  };
}

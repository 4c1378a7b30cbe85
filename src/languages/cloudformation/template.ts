import type { Document } from './syntax/document.ts';
import { intrinsicOf, isLoop } from './syntax/intrinsic.ts';
import { child, type MappingNode, type Node, type Pair, scalarText } from './syntax/node.ts';

/** A file that CloudFormation would take as a template, by its sections. */
export interface Template {
  readonly path: string;
  readonly document: Document;
  readonly resources: ReadonlyMap<string, ResourceNode>;
  readonly parameters: ReadonlyMap<string, Node>;
  readonly mappings: Node | null;
  readonly conditions: ReadonlyMap<string, Node>;
  /** AWS SAM's defaults by kind of resource. */
  readonly globals: Node | null;
  readonly transforms: readonly string[];
}

/** One entry of the section `Resources`. */
export interface ResourceNode {
  readonly logicalId: string;
  readonly type: string;
  readonly pair: Pair;
  readonly node: MappingNode;
  readonly properties: Node | null;
  readonly condition: string | null;
  /** The loop (`Fn::ForEach::Name`) that makes it; null outside of loops. */
  readonly loop: string | null;
}

/** The key, at the beginning of a line or behind a brace; `resources:` of other tools is not it. */
const SECTION = /(^|[{,])[ \t\ufeff]*["']?Resources["']?[ \t]*:/m;

/**
 * Cheap, by text: YAML and JSON files are many and templates few. A type's name is in every template,
 * and `Resources` is what holds it.
 */
export function looksLikeTemplate(text: string): boolean {
  return SECTION.test(text) && (text.includes('AWS::') || text.includes('Custom::'));
}

/** The document as a template, or null when it has no resources. */
export function templateOf(document: Document): Template | null {
  const { root } = document;
  const section = child(root, 'Resources');
  if (section?.kind !== 'mapping') return null;
  const resources = resourcesIn(section.pairs);
  if (resources.size === 0) return null;
  return {
    path: document.path,
    document,
    resources,
    parameters: sectionOf(root, 'Parameters'),
    mappings: child(root, 'Mappings'),
    conditions: sectionOf(root, 'Conditions'),
    globals: child(root, 'Globals'),
    transforms: textsOf(child(root, 'Transform')),
  };
}

function sectionOf(root: Node, name: string): ReadonlyMap<string, Node> {
  const section = child(root, name);
  return new Map(section?.kind === 'mapping' ? section.pairs.map((p) => [p.key, p.value]) : []);
}

function textsOf(node: Node | null): readonly string[] {
  const nodes = node?.kind === 'sequence' ? node.items.map((item) => item.value) : [node];
  return nodes.flatMap((item) => scalarText(item) ?? []);
}

function resourcesIn(pairs: readonly Pair[]): ReadonlyMap<string, ResourceNode> {
  const found = new Map<string, ResourceNode>();
  for (const pair of pairs) {
    const made = isLoop(pair.key)
      ? looped(pair.value).map((inner) => resourceOf(inner, pair.key))
      : [resourceOf(pair, null)];
    for (const resource of made) if (resource !== null) found.set(resource.logicalId, resource);
  }
  return found;
}

/** The resources that a loop repeats: the last element of `[variable, collection, { "Name${x}": … }]`. */
function looped(node: Node): readonly Pair[] {
  const body = node.kind === 'sequence' ? node.items.at(-1)?.value : undefined;
  return body?.kind === 'mapping' ? body.pairs : [];
}

function resourceOf(pair: Pair, loop: string | null): ResourceNode | null {
  const node = pair.value;
  const type = scalarText(child(node, 'Type'));
  if (node.kind !== 'mapping' || type === null || intrinsicOf(node) !== null) return null;
  return {
    logicalId: pair.key,
    type,
    pair,
    node,
    properties: child(node, 'Properties'),
    condition: scalarText(child(node, 'Condition')),
    loop,
  };
}

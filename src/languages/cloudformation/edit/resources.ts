import type { EditIntent, Written } from '../../../model/language.ts';
import { lineAt, lineEnd, nextLine } from '../syntax/lines.ts';
import { child, type MappingNode, pairOf, scalarText, walk } from '../syntax/node.ts';
import { namesIn, usesIn } from '../syntax/uses.ts';
import type { Template } from '../template.ts';
import { type Tree, treeOf } from './render.ts';
import { insertPair, removeSlot, type Sheet } from './slots.ts';
import type { Splice } from './spliced-text.ts';
import { refuse, type StepResult, textStep, type Workplace } from './step.ts';

type AddResource = Extract<EditIntent, { kind: 'add-resource' }>;

/** Adds a resource after the one it belongs to, with that one's condition. */
export function addResource(intent: AddResource, { scope, sheet }: Workplace): StepResult {
  const { template } = scope;
  const { address } = intent.beside;
  const section = sectionOf(template);
  const index = section?.pairs.findIndex((pair) => pair.key === address) ?? -1;
  if (section === null || index < 0) {
    return refuse(
      `${address} is not in the section Resources of ${template.path}: add the resource by hand.`,
    );
  }
  const properties: Written = { kind: 'map', entries: intent.properties };
  const tree = treeOf(properties, template.path);
  if (!tree.ok) return tree;
  const condition = template.resources.get(address)?.condition ?? null;
  const entries: (readonly [string, Tree])[] = [['Type', { kind: 'scalar', value: intent.type }]];
  if (condition !== null) entries.push(['Condition', { kind: 'scalar', value: condition }]);
  entries.push(['Properties', tree.value]);
  const name = freeName(intent.name ?? nameBeside(address, intent.type), section);
  const pair = [name, { kind: 'map', entries }] as const;
  return textStep(
    insertPair(section, index, pair, sheet, hasBlankLines(section, sheet)),
    'companion',
  );
}

/** The section that holds the resources. */
export function sectionOf({ document }: Template): MappingNode | null {
  const section = child(document.root, 'Resources');
  return section?.kind === 'mapping' ? section : null;
}

/** `SiteBucket` and `AWS::S3::BucketPolicy` make `SiteBucketPolicy`. */
function nameBeside(address: string, type: string): string {
  const kind = type.slice(type.lastIndexOf('::') + 2);
  for (let length = Math.min(address.length, kind.length); length > 2; length--) {
    if (address.endsWith(kind.slice(0, length))) return address + kind.slice(length);
  }
  return address + kind;
}

/** Logical ids are letters and digits, and unique in the template. */
function freeName(wished: string, section: MappingNode): string {
  const base = wished.replace(/[^A-Za-z0-9]/g, '').slice(0, 200) || 'Resource';
  const taken = new Set(section.pairs.map((pair) => pair.key));
  let name = base;
  for (let number = 2; taken.has(name); number++) name = `${base}${number}`;
  return name;
}

function hasBlankLines(section: MappingNode, { document: { text } }: Sheet): boolean {
  const [first, second] = section.pairs;
  if (first === undefined || second === undefined) return false;
  return /\n[ \t]*\r?\n/.test(text.slice(first.range.end, second.range.start));
}

/** Takes a resource away, if nothing in the template names it. */
export function removeResource({ scope, sheet, resource }: Workplace): StepResult {
  const { template } = scope;
  const section = sectionOf(template);
  const index = section?.pairs.findIndex((pair) => pair.key === resource.address) ?? -1;
  if (section === null || index < 0) return textStep([]);
  if (section.pairs.length === 1) {
    return refuse(
      `${resource.address} is the only resource of ${template.path}: delete the stack instead.`,
    );
  }
  const line = userOf(template, resource.address);
  if (line !== null) {
    return refuse(
      `${resource.address} is still used (${template.path}:${line}): remove that first.`,
    );
  }
  const splices = removeSlot({ kind: 'pair', mapping: section, index }, sheet);
  return textStep(section.flow ? splices : splices.map((splice) => withBlankLines(splice, sheet)));
}

/** The blank lines below a removed resource go with it; at the end of the file, those above it. */
function withBlankLines(splice: Splice, { document: { text } }: Sheet): Splice {
  let { start, end } = splice.range;
  while (end < text.length && text.slice(end, lineEnd(text, end)).trim() === '') {
    end = nextLine(text, end);
  }
  if (end === text.length && text.endsWith('\n')) {
    start = nextLine(text, text.slice(0, start).trimEnd().length);
  }
  return { ...splice, range: { start, end } };
}

/** The line of something outside of a resource that names it, by a function or by DependsOn. */
function userOf(template: Template, address: string): number | null {
  const { root, text } = template.document;
  const own = template.resources.get(address)?.node.range;
  const isOutside = (offset: number) =>
    own === undefined || offset < own.start || offset >= own.end;
  for (const { call } of usesIn(root)) {
    const { start } = call.argument.range;
    if (isOutside(start) && namesIn(call).includes(address)) return lineAt(text, start);
  }
  for (const node of walk(root)) {
    const dependency = pairOf(node, 'DependsOn')?.value;
    if (dependency === undefined || !isOutside(dependency.range.start)) continue;
    for (const one of walk(dependency)) {
      if (scalarText(one) === address) return lineAt(text, one.range.start);
    }
  }
  return null;
}

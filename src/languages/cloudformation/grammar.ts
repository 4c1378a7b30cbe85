import { readSamConfig } from './deployments/sam-config.ts';
import { readDocument } from './syntax/document.ts';
import { intrinsicOf, isLoop } from './syntax/intrinsic.ts';
import { lineAt } from './syntax/lines.ts';
import { child, type MappingNode, type Node, scalarText, walk } from './syntax/node.ts';
import { namesIn, usesIn } from './syntax/uses.ts';
import { looksLikeTemplate, type Template, templateOf } from './template.ts';

// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html, and AWS SAM's Globals.
const SECTIONS: ReadonlySet<string> = new Set([
  'AWSTemplateFormatVersion',
  'Conditions',
  'Description',
  'Globals',
  'Hooks',
  'Mappings',
  'Metadata',
  'Outputs',
  'Parameters',
  'Resources',
  'Rules',
  'Transform',
]);

/**
 * What is wrong with a template, or with a file that deploys one; null when nothing is. CloudFormation
 * has no parser to ask, so this is a strict reading and the checks that CloudFormation makes before it
 * creates anything: known sections, resources with a type, and nothing that refers to what is not there.
 */
export function complaintAbout(path: string, text: string): string | null {
  if (path.endsWith('.toml')) {
    return readSamConfig(path, text).length > 0 ? null : `${path}: no environment can be read.`;
  }
  const document = readDocument(path, text);
  if (!document.ok) {
    return `${path}:${lineAt(text, document.error.offset)}: ${document.error.message}`;
  }
  const { root } = document.value;
  if (!looksLikeTemplate(text) && child(root, 'Resources') === null) return null;
  const template = templateOf(document.value);
  if (template === null) return `${path}: no resource in the section Resources`;
  const at = (offset: number, message: string) => `${path}:${lineAt(text, offset)}: ${message}`;
  return (
    sectionComplaint(root, at) ?? resourceComplaint(root, at) ?? referenceComplaint(template, at)
  );
}

type At = (offset: number, message: string) => string;

function sectionComplaint(root: Node, at: At): string | null {
  const unknown =
    root.kind === 'mapping' ? root.pairs.find(({ key }) => !SECTIONS.has(key)) : undefined;
  return unknown === undefined
    ? null
    : at(unknown.range.start, `there is no section "${unknown.key}"`);
}

function resourceComplaint(root: Node, at: At): string | null {
  const section = child(root, 'Resources');
  for (const { key, value, range } of section?.kind === 'mapping' ? section.pairs : []) {
    if (isLoop(key) || key === 'Fn::Transform') continue;
    if (!/^[A-Za-z0-9]+$/.test(key))
      return at(range.start, `the logical id "${key}" is not alphanumeric`);
    if (value.kind !== 'mapping') return at(range.start, `the resource ${key} is no mapping`);
    if (child(value, 'Type') === null && intrinsicOf(value) === null)
      return at(range.start, `the resource ${key} has no type`);
    const properties = child(value, 'Properties');
    if (properties !== null && !isMapping(properties)) {
      return at(properties.range.start, `the properties of ${key} are no mapping`);
    }
  }
  return null;
}

function isMapping(node: Node): node is MappingNode {
  return node.kind === 'mapping' || intrinsicOf(node) !== null;
}

/** Macros and modules make names that the template does not show: then nothing can be said. */
function referenceComplaint(template: Template, at: At): string | null {
  const resources = [...template.resources.values()];
  const root = template.document.root;
  const isOpen =
    template.transforms.length > 0 ||
    child(root, 'Transform') !== null ||
    resources.some(({ type, loop }) => type.endsWith('::MODULE') || loop !== null) ||
    [...usesIn(root)].some(
      ({ call }) => call.name === 'Fn::Transform' || call.name.startsWith('!'),
    );
  if (isOpen) return null;
  const known = (name: string) =>
    name.startsWith('AWS::') || template.resources.has(name) || template.parameters.has(name);
  for (const section of ['Resources', 'Outputs', 'Conditions']) {
    for (const { call } of usesIn(child(root, section) ?? root)) {
      const missing = namesIn(call).find((name) => !known(name));
      if (missing !== undefined) {
        return at(
          call.argument.range.start,
          `${call.name} refers to "${missing}", which is not there`,
        );
      }
    }
  }
  return conditionComplaint(template, at) ?? dependencyComplaint(template, at);
}

function conditionComplaint({ resources, conditions }: Template, at: At): string | null {
  for (const { condition, logicalId, pair } of resources.values()) {
    if (condition !== null && !conditions.has(condition)) {
      return at(pair.range.start, `the condition "${condition}" of ${logicalId} is not there`);
    }
  }
  return null;
}

function dependencyComplaint({ resources }: Template, at: At): string | null {
  for (const { node } of resources.values()) {
    const dependencies = child(node, 'DependsOn');
    if (dependencies === null) continue;
    for (const one of walk(dependencies)) {
      const name = scalarText(one);
      if (name !== null && !resources.has(name))
        return at(one.range.start, `DependsOn names "${name}", which is not there`);
    }
  }
  return null;
}

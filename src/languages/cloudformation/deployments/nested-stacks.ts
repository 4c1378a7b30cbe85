import type { SourceTree } from '../../../model/source.ts';
import { mayBeTemplate } from '../paths.ts';
import { readDocument } from '../syntax/document.ts';
import { intrinsicOf } from '../syntax/intrinsic.ts';
import { child, type Node, scalarText } from '../syntax/node.ts';
import { looksLikeTemplate, type ResourceNode, templateOf } from '../template.ts';
import type { DeployedParameter, Deployment } from './deployment.ts';
import { folderOf, joined } from './folders.ts';

/** Types that make a stack of another template, with the property that names it. */
const stackTypes = new Map([
  ['AWS::CloudFormation::Stack', 'TemplateURL'],
  ['AWS::Serverless::Application', 'Location'],
]);

/** A template that another one deploys as a nested stack, with the parameters that it gives it. */
export interface NestedStack {
  readonly template: string;
  readonly deployment: Deployment;
}

/** Every nested stack whose template is named by its path, as `aws cloudformation package` takes it. */
export function nestedStacks(tree: SourceTree): readonly NestedStack[] {
  return tree
    .paths()
    .filter(mayBeTemplate)
    .flatMap((path) => {
      const source = tree.read(path);
      if (!source.ok || !mayNest(source.text)) return [];
      const document = readDocument(path, source.text);
      const parent = document.ok ? templateOf(document.value) : null;
      return [...(parent?.resources.values() ?? [])].flatMap((one) => nestedStack(path, one));
    });
}

function mayNest(text: string): boolean {
  return [...stackTypes.keys()].some((type) => text.includes(type)) && looksLikeTemplate(text);
}

function nestedStack(path: string, resource: ResourceNode): readonly NestedStack[] {
  const { type, logicalId, properties } = resource;
  const location = scalarText(child(properties, stackTypes.get(type) ?? ''));
  const template = location === null ? null : joined(folderOf(path), location);
  if (!stackTypes.has(type) || template === null) return [];
  const label = `nested stack ${logicalId} in ${path}`;
  const parameters = parametersOf(child(properties, 'Parameters'));
  const deployment = { path, label, stackName: null, region: null, parameters, tags: new Map() };
  return [{ template, deployment }];
}

/** What is put together counts as given, and not known. */
function parametersOf(node: Node | null): ReadonlyMap<string, DeployedParameter> {
  const pairs = node?.kind === 'mapping' ? node.pairs : [];
  return new Map(
    pairs.map(({ key, value }) => {
      const text = intrinsicOf(value) === null ? scalarText(value) : null;
      return [key, { text, range: null, quoting: 'override' }];
    }),
  );
}

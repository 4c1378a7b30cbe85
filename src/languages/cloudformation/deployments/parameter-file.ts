import { readDocument } from '../syntax/document.ts';
import { child, type Node, scalarText } from '../syntax/node.ts';
import type { Deployment, WrittenParameter } from './deployment.ts';

/** Whether a path may be a parameter file: by its name, or by the folder in which it lies. */
export function mayBeParameterFile(path: string): boolean {
  return (
    /param(eter)?s?\.json$/i.test(path) ||
    /(^|\/)(params|parameters|config)\/[^/]+\.json$/i.test(path)
  );
}

/**
 * Reads the forms that the AWS command line takes: a list of ParameterKey and ParameterValue, an
 * object with `Parameters` (CodePipeline's, with `Tags`), or a plain object; as JSON, or, as other
 * tools take them, as YAML. Null for anything else.
 * https://docs.aws.amazon.com/cli/latest/reference/cloudformation/deploy/index.html
 */
export function readParameterFile(path: string, text: string): Deployment | null {
  const document = readDocument(path, text);
  if (!document.ok || (document.value.format === 'yaml' && !/\.ya?ml$/i.test(path))) return null;
  const { root } = document.value;
  const parameters =
    root.kind === 'sequence' ? fromList(root) : fromObject(child(root, 'Parameters') ?? root);
  if (parameters === null || parameters.size === 0) return null;
  const tags = fromObject(child(root, 'Tags'));
  return {
    path,
    label: path,
    stackName: null,
    region: null,
    parameters,
    tags: new Map([...(tags ?? [])].map(([key, { text: value }]) => [key, value])),
  };
}

function fromList(root: Node): Map<string, WrittenParameter> | null {
  const found = new Map<string, WrittenParameter>();
  for (const { value } of root.kind === 'sequence' ? root.items : []) {
    const key = scalarText(child(value, 'ParameterKey'));
    const parameter = parameterOf(child(value, 'ParameterValue'));
    if (key === null) return null;
    if (parameter !== null) found.set(key, parameter);
  }
  return found;
}

function fromObject(node: Node | null): Map<string, WrittenParameter> | null {
  if (node?.kind !== 'mapping') return null;
  const found = new Map<string, WrittenParameter>();
  for (const { key, value } of node.pairs) {
    const parameter = parameterOf(value);
    if (parameter === null) return null;
    found.set(key, parameter);
  }
  return found;
}

function parameterOf(node: Node | null): WrittenParameter | null {
  if (node?.kind !== 'scalar') return null;
  return {
    text: node.text,
    // A block scalar is lines of its own: nothing on one line takes its place.
    range: node.style === 'block' ? null : node.range,
    quoting: 'json',
  };
}

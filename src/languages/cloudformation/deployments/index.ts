import type { SourceTree } from '../../../model/source.ts';
import { looksLikeTemplate, type Template } from '../template.ts';
import type { Deployment } from './deployment.ts';
import { mayBeParameterFile, readParameterFile } from './parameter-file.ts';
import { readSamConfig, type SamEnvironment } from './sam-config.ts';

/** Parameter files are small; what is larger is something else. */
const MAX_LENGTH = 200_000;
const PARAMETER_FOLDERS = [
  '',
  'params',
  'parameters',
  'config',
  '../params',
  '../parameters',
  '../config',
];

/** The known deployments of a tree's templates. Files are read when a template asks for them. */
export interface Deployments {
  of(template: Template): readonly Deployment[];
}

/** Looks the tree's parameter files and samconfig.toml files up, by folder. */
export function deploymentsIn(tree: SourceTree): Deployments {
  const parameterFiles = Map.groupBy(tree.paths().filter(mayBeParameterFile), folderOf);
  const samConfigs = new Set(tree.paths().filter(isSamConfig));
  return {
    of(template) {
      const folder = folderOf(template.path);
      const files = PARAMETER_FOLDERS.flatMap(
        (name) => parameterFiles.get(joined(folder, name) ?? '/') ?? [],
      );
      return [
        ...files.flatMap((path) => parameterDeployment(tree, path, template)),
        ...samDeployments(tree, samConfigs, template),
      ];
    },
  };
}

/** Whether a path may say how templates are deployed. */
export function mayBeDeployment(path: string): boolean {
  return mayBeParameterFile(path) || isSamConfig(path);
}

/** Whether a deployment's file lies where a template at the other path would look for it. */
export function isNear(path: string, template: string): boolean {
  const folder = folderOf(template);
  return PARAMETER_FOLDERS.some((name) => joined(folder, name) === folderOf(path));
}

function isSamConfig(path: string): boolean {
  return /(^|\/)samconfig\.toml$/.test(path);
}

/** A parameter file belongs to a template that declares all that it sets, unless its name says another's. */
function parameterDeployment(
  tree: SourceTree,
  path: string,
  template: Template,
): readonly Deployment[] {
  const text = textAt(tree, path);
  if (text === null || looksLikeTemplate(text)) return [];
  const deployment = readParameterFile(path, text);
  if (deployment === null) return [];
  const isDeclared = [...deployment.parameters.keys()].every((name) =>
    template.parameters.has(name),
  );
  return isDeclared && !namesAnother(tree, path, template) ? [deployment] : [];
}

/** `network.parameters.json` is not the file of `site.yaml` where there is a `network.yaml`. */
function namesAnother(tree: SourceTree, path: string, template: Template): boolean {
  const own = stemOf(template.path);
  const name = stemOf(path);
  if (name.startsWith(own)) return false;
  const folder = folderOf(template.path);
  return tree
    .paths()
    .some(
      (other) =>
        other !== template.path &&
        other !== path &&
        /\.(ya?ml|json|template)$/i.test(other) &&
        folderOf(other) === folder &&
        !mayBeParameterFile(other) &&
        name.startsWith(stemOf(other)),
    );
}

function samDeployments(
  tree: SourceTree,
  samConfigs: ReadonlySet<string>,
  template: Template,
): readonly SamEnvironment[] {
  const folder = folderOf(template.path);
  const path = samConfigs.has(joined(folder, 'samconfig.toml') ?? '')
    ? joined(folder, 'samconfig.toml')
    : null;
  const text = path === null ? null : textAt(tree, path);
  if (path === null || text === null) return [];
  return readSamConfig(path, text).filter(({ templateFile }) =>
    templateFile === null
      ? /^template\.(ya?ml|json)$/.test(nameOf(template.path))
      : joined(folder, templateFile) === template.path,
  );
}

function textAt(tree: SourceTree, path: string): string | null {
  const source = tree.read(path);
  return source.ok && source.text.length <= MAX_LENGTH ? source.text : null;
}

function folderOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function stemOf(path: string): string {
  return nameOf(path).replace(/\..*$/, '').toLowerCase();
}

/** A path beside or above a folder; null when it leaves the checkout. */
function joined(folder: string, relative: string): string | null {
  const parts = folder === '' ? [] : folder.split('/');
  for (const step of relative.split('/')) {
    if (step === '' || step === '.') continue;
    if (step !== '..') parts.push(step);
    else if (parts.pop() === undefined) return null;
  }
  return parts.join('/');
}

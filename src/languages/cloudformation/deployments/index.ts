import { type ConfiguredStack, isDeployedTo } from '../../../model/configured-stack.ts';
import type { EvaluationContext } from '../../../model/language.ts';
import type { SourceProblem, SourceTree } from '../../../model/source.ts';
import { looksLikeTemplate, type Template } from '../template.ts';
import type { Deployment } from './deployment.ts';
import { folderOf, joined } from './folders.ts';
import { type NestedStack, nestedStacks } from './nested-stacks.ts';
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
  /** Those that may be in the context's account and region. */
  of(template: Template, context: EvaluationContext): readonly Deployment[];
  /** Whether a file may say how the template at the other path is deployed. */
  mayUse(path: string, template: string): boolean;
  /** Files that the configuration names and that are no parameter files, so far. */
  problems(): readonly SourceProblem[];
}

/**
 * Looks the tree's parameter files and samconfig.toml files up: by the configuration, and by folder for
 * templates of which it names no file. Those may be nested stacks of other templates, too.
 */
export function deploymentsIn(tree: SourceTree, stacks: readonly ConfiguredStack[]): Deployments {
  const parameterFiles = Map.groupBy(tree.paths().filter(mayBeParameterFile), folderOf);
  const samConfigs = new Set(tree.paths().filter(isSamConfig));
  const problems = new Map<string, SourceProblem>();
  let nested: readonly NestedStack[] | null = null;
  const nestedOf = ({ path }: Template) => {
    nested ??= nestedStacks(tree);
    return nested.flatMap(({ template, deployment }) => (template === path ? [deployment] : []));
  };
  const found = (template: Template) => {
    const folder = folderOf(template.path);
    const files = PARAMETER_FOLDERS.flatMap(
      (name) => parameterFiles.get(joined(folder, name) ?? '/') ?? [],
    );
    return [
      ...files.flatMap((path) => parameterDeployment(tree, path, template)),
      ...samDeployments(tree, samConfigs, template),
      ...nestedOf(template),
    ];
  };
  return {
    of(template, context) {
      const configured = stacks.filter((stack) => stack.template === template.path);
      const given = configured.filter(
        (stack) => stack.parameterFile !== null && isDeployedTo(stack, context),
      );
      if (given.length === 0) {
        // A file that the configuration gives to another stack of this template is not this one's.
        const taken = new Set(configured.map(({ parameterFile }) => parameterFile));
        return found(template).filter(({ path }) => !taken.has(path));
      }
      return given.flatMap((stack) => {
        const deployment = configuredDeployment(tree, stack);
        if ('deployment' in deployment) return [deployment.deployment];
        problems.set(deployment.problem.place.path, deployment.problem);
        return [];
      });
    },
    mayUse: (path, template) =>
      stacks.some((stack) => stack.template === template && stack.parameterFile === path) ||
      (mayBeDeployment(path) && isNear(path, template)),
    problems: () => [...problems.values()],
  };
}

function mayBeDeployment(path: string): boolean {
  return mayBeParameterFile(path) || isSamConfig(path);
}

/** Whether a deployment's file lies where a template at the other path would look for it. */
function isNear(path: string, template: string): boolean {
  const folder = folderOf(template);
  return PARAMETER_FOLDERS.some((name) => joined(folder, name) === folderOf(path));
}

/** A person said that the file is the stack's: it need not declare every parameter, or lie in a known folder. */
function configuredDeployment(
  tree: SourceTree,
  { name, region, parameterFile }: ConfiguredStack,
): { readonly deployment: Deployment } | { readonly problem: SourceProblem } {
  const path = parameterFile ?? '';
  const text = textAt(tree, path);
  const read = text === null ? null : readParameterFile(path, text);
  if (read === null) {
    const message = `stacks[].parameter-file of the configuration names ${path}, which is no readable parameter file (a list of ParameterKey and ParameterValue, an object with Parameters, or names and values): only the template's defaults are known of the stack ${name}`;
    return { problem: { place: { path, line: 1, column: 1 }, message } };
  }
  return { deployment: { ...read, stackName: name.includes('*') ? null : name, region } };
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

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function stemOf(path: string): string {
  return nameOf(path).replace(/\..*$/, '').toLowerCase();
}

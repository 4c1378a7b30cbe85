import type { ConfigFile } from '../syntax/ast.ts';
import { isAutomaticVariableFile } from './file-names.ts';
import { directoryOf, nameOf } from './paths.ts';
import type { RootModule } from './root-module.ts';
import type { ModuleSources } from './sources.ts';
import type { TerragruntUnit } from './terragrunt.ts';

/** Directories in which people keep variable files apart from the code. */
const environmentDirectory =
  /^(envs?|environments?|vars|variables|tfvars|config|configs|configuration|settings|stages?|params|parameters)$/i;
/** Files that every environment gets before its own. */
const sharedFile = /^(common|global|globals|shared|default|defaults|base|all)\.tfvars(\.json)?$/i;
/** Files that are there to be copied. */
const exampleFile = /(^|[._-])(example|sample|template)([._-]|$)/i;
/** The most environments that one root module is evaluated in. */
const MAX_ENVIRONMENTS = 24;

/**
 * The root module once for each environment. Terraform applies `terraform.tfvars` and `*.auto.tfvars`
 * itself; any other variable file that sets its variables is passed with `-var-file`, one per
 * environment, so each makes an alternative with the file's path in the label. Files of one directory
 * below an environments directory that share no variable belong to one environment.
 */
export function environmentsOf(directory: string, sources: ModuleSources): readonly RootModule[] {
  const { checkout } = sources;
  const beside = checkout.directories.get(directory)?.variables ?? [];
  const automatic = beside.filter(isAutomaticVariableFile).sort(automaticOrder);
  const base = readable(automatic, sources);
  const units = sources.unitsOf(directory);
  if (units.length > 0) return applied(directory, units, base, sources);
  const elsewhere = checkout.variableDirectories
    .filter((other) => holdsEnvironmentsOf(directory, other))
    .flatMap((other) => checkout.directories.get(other)?.variables ?? []);
  const candidates = [
    ...beside.filter((path) => !isAutomaticVariableFile(path)),
    ...elsewhere,
  ].filter((path) => !exampleFile.test(nameOf(path)));
  const files = readable(candidates, sources).filter((file) => isFor(file, directory, sources));
  const shared = files.filter((file) => sharedFile.test(nameOf(file.path)));
  const groups = environments(
    files.filter((file) => !shared.includes(file)),
    directory,
  );
  if (groups.length === 0) {
    return [{ directory, label: directory, variableFiles: [...base, ...shared] }];
  }
  if (groups.length > MAX_ENVIRONMENTS) {
    const path = groups[MAX_ENVIRONMENTS]?.[0]?.path ?? directory;
    checkout.report(
      { path, line: 1, column: 1 },
      `over ${MAX_ENVIRONMENTS} variable files fit ${directory || 'the root'}; this one and later ones are left out`,
    );
  }
  return groups.slice(0, MAX_ENVIRONMENTS).map((group) => ({
    directory,
    label: `${directory} (${group.map((file) => file.path).join(', ')})`,
    variableFiles: [...base, ...shared, ...group],
  }));
}

/** Once for each unit of Terragrunt. Its inputs are environment variables, which any variable file outranks. */
function applied(
  directory: string,
  units: readonly TerragruntUnit[],
  base: readonly ConfigFile[],
  { checkout }: ModuleSources,
): readonly RootModule[] {
  const first = units[MAX_ENVIRONMENTS];
  if (first !== undefined) {
    checkout.report(
      { path: first.path, line: 1, column: 1 },
      `over ${MAX_ENVIRONMENTS} Terragrunt units apply ${directory}; this one and later ones are left out`,
    );
  }
  return units.slice(0, MAX_ENVIRONMENTS).map((unit) => ({
    directory,
    label: `${directory} (${unit.path})`,
    variableFiles: [...unit.inputs.map(({ file }) => file), ...base],
    unit,
  }));
}

/** `terraform.tfvars`, `terraform.tfvars.json`, then the others by name. */
function automaticOrder(a: string, b: string): number {
  const rank = (path: string) => (nameOf(path).startsWith('terraform.tfvars') ? 0 : 1);
  return rank(a) - rank(b) || (nameOf(a) < nameOf(b) ? -1 : 1);
}

function readable(paths: readonly string[], { checkout }: ModuleSources): readonly ConfigFile[] {
  return paths.flatMap((path) => checkout.soundFile(path) ?? []);
}

/** Whether it is in an environments directory below the root module or beside it. */
function holdsEnvironmentsOf(root: string, other: string): boolean {
  for (const above of [root, directoryOf(root)]) {
    const inside =
      above === '' ? other : other.startsWith(`${above}/`) ? other.slice(above.length + 1) : null;
    if (inside !== null && environmentDirectory.test(inside.split('/', 1)[0] ?? '')) return true;
  }
  return false;
}

/** Whether most of what the file sets are variables of this module. */
function isFor(file: ConfigFile, directory: string, sources: ModuleSources): boolean {
  const variables = sources.declarations(directory)?.variables;
  const names = file.body.items.flatMap((item) => (item.kind === 'attribute' ? [item.name] : []));
  const declared = names.filter((name) => variables?.has(name));
  return declared.length > 0 && declared.length * 2 > names.length;
}

/** Files that set the same variable are alternatives; those of one own directory that do not go together. */
function environments(
  files: readonly ConfigFile[],
  root: string,
): readonly (readonly ConfigFile[])[] {
  const groups = new Map<string, ConfigFile[]>();
  for (const file of files) {
    const directory = directoryOf(file.path);
    const group = groups.get(directory);
    const together = directory !== root && group?.every((other) => !sharesVariable(other, file));
    if (group !== undefined && together) group.push(file);
    else groups.set(group === undefined ? directory : file.path, [file]);
  }
  return [...groups.values()];
}

function sharesVariable(a: ConfigFile, b: ConfigFile): boolean {
  const names = new Set(a.body.items.map((item) => item.kind === 'attribute' && item.name));
  return b.body.items.some((item) => item.kind === 'attribute' && names.has(item.name));
}

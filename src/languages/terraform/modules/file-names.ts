import { nameOf } from './paths.ts';

const moduleExtension = /\.(tf|tofu)(\.json)?$/;

/** Whether Terraform or OpenTofu reads the file as part of a module. Hidden files and editors' copies are none. */
export function isModuleFile(path: string): boolean {
  const name = nameOf(path);
  return moduleExtension.test(name) && !/^[.#]/.test(name);
}

/** `.tfvars` and `.tfvars.json`. */
export function isVariableFile(path: string): boolean {
  return /\.tfvars(\.json)?$/.test(path);
}

/** Variable files that are applied without being named: `terraform.tfvars` first, then `*.auto.tfvars`. */
export function isAutomaticVariableFile(path: string): boolean {
  return /^(terraform|.*\.auto)\.tfvars(\.json)?$/.test(nameOf(path));
}

/** Files that change blocks of the others: `override.tf`, `*_override.tf`. */
export function isOverrideFile(path: string): boolean {
  return /^(.*_)?override\.(tf|tofu)(\.json)?$/.test(nameOf(path));
}

/**
 * The files of one directory that count. Where `a.tofu` stands beside `a.tf`, OpenTofu ignores the
 * latter, and Terraform never reads a `.tofu` file: whoever writes `.tofu` runs OpenTofu, so it wins.
 */
export function effectiveFiles(paths: readonly string[]): readonly string[] {
  const all = new Set(paths);
  return paths.filter(
    (path) => !all.has(path.replace(/\.tf(\.json)?$/, '.tofu$1')) || !/\.tf(\.json)?$/.test(path),
  );
}

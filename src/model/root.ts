/** What a root stands for: a directory (or template), applied with variable files where there are several sets of them. */
export interface Environment {
  /** Empty for the top of the repository. */
  readonly directory: string;
  readonly variableFiles: readonly string[];
}

/** A root by name, for people: the one at the top of the repository has none of its own. */
export function rootName(root: string): string {
  const { directory } = environmentOf(root);
  return directory === '' ? `the top directory${root}` : root;
}

/** Reads the label of a root: `envs/prod`, `platform (prod.tfvars, common.tfvars)`. */
export function environmentOf(root: string): Environment {
  const [, directory = root, files] = /^(.*?)(?: \(([^()]*)\))?$/s.exec(root) ?? [];
  return { directory, variableFiles: files === undefined ? [] : files.split(', ') };
}

import type { Value } from '../../../model/value.ts';
import { evaluate, originAt, type Scope } from '../evaluate/scope.ts';
import { stringValue, unknownValue } from '../evaluate/values.ts';
import type { CallExpression } from '../syntax/ast.ts';
import { directoryOf, nameOf, relativePath, resolvePath } from './paths.ts';
import { fileAbove } from './terragrunt.ts';
import type { TerragruntFile } from './terragrunt-file.ts';

/**
 * The functions of Terragrunt that the checkout alone answers; null for any other.
 * https://terragrunt.gruntwork.io/docs/reference/hcl/functions/
 */
export function evaluateTerragruntCall(
  call: CallExpression,
  scope: Scope,
  file: TerragruntFile,
): Value | null {
  const origin = originAt(scope, call.range);
  const directory = file.workingDirectory;
  const { checkout } = file.unit.evaluation.sources;
  const [first, second] = call.args.map((argument) => () => evaluate(argument, scope));
  switch (call.name) {
    case 'find_in_parent_folders': {
      const name = first === undefined ? stringValue('terragrunt.hcl', null) : first();
      if (name.kind !== 'string') return unknownValue('which file is meant is not known', origin);
      const found = fileAbove(directory, name.value, checkout);
      if (found !== null) return stringValue(relativePath(directory, found), origin);
      return second?.() ?? unknownValue(`no ${name.value} is above ${directory}`, origin);
    }
    case 'read_terragrunt_config': {
      const path = first?.();
      const resolved = path?.kind === 'string' ? resolvePath(directory, path.value) : null;
      const read = resolved === null ? null : file.unit.fileAt(resolved);
      if (read !== null) return read.content();
      const isAbsent = resolved !== null && !checkout.has(resolved);
      if (isAbsent && second !== undefined) return second();
      return unknownValue('a configuration that is read cannot be found in the checkout', origin);
    }
    case 'path_relative_to_include': {
      const from = file.unit.includeOf(file);
      if (from === null) return null;
      return stringValue(relativePath(directoryOf(from.path), directory), origin);
    }
    case 'basename': {
      const [of] = call.args;
      const isOwn = of?.kind === 'call' && /^get_(original_)?terragrunt_dir$/.test(of.name);
      return isOwn ? stringValue(nameOf(directory), origin) : null;
    }
    default:
      return null;
  }
}

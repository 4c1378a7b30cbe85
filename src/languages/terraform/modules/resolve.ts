import type { Value } from '../../../model/value.ts';
import type { Resolved, Step } from '../evaluate/scope.ts';
import { failedValue, stringValue, unknownValue } from '../evaluate/values.ts';
import { resolveData } from './data-sources.ts';
import type { Module } from './module.ts';
import { resolveModule } from './outputs.ts';
import { relativePath } from './paths.ts';
import { resolveResource } from './references.ts';

/** What a traversal in a module stands for: `var.x`, `local.x`, `module.m.out`, `data.t.n.attribute`, `type.name.attribute` … */
export function resolve(module: Module, head: string, steps: readonly Step[]): Resolved {
  const name = steps[0]?.kind === 'attribute' ? steps[0].name : null;
  if (name === null) return used(0, unknownValue(`"${head}" cannot be used alone`, null));
  switch (head) {
    case 'var':
      return used(1, module.variable(name));
    case 'local':
      return used(1, module.local(name));
    case 'path':
      return used(1, pathValue(module, name));
    case 'terraform':
    case 'tofu':
      return used(1, unknownValue(`${head}.${name} is known only when Terraform runs`, null));
    case 'each':
    case 'count':
    case 'self':
      return used(1, failedValue(`${head}.${name} has no meaning here`, null));
    case 'module':
      return resolveModule(module, name, steps.slice(1));
    case 'data':
      return resolveData(module, name, steps.slice(1));
    default:
      return resolveResource(module, head, name, steps.slice(1));
  }
}

function used(count: number, value: Value): Resolved {
  return { value, used: count, foreign: false };
}

function pathValue(module: Module, name: string): Value {
  const root = module.workingDirectory;
  if (name === 'module') return stringValue(relativePath(root, module.directory), null);
  if (name === 'root') return stringValue('.', null);
  return unknownValue(`path.${name} is known only when Terraform runs`, null);
}

import type { Code } from '../../src/model/language.ts';
import type { ResourceInCode } from '../../src/model/resource.ts';

/** Code that consists of the given resources; it cannot be edited. */
export function codeOf(resources: readonly ResourceInCode[]): Code {
  const code: Code = {
    tree: { paths: () => [], read: () => ({ ok: false, reason: 'is not there' }) },
    resources: ({ types }) => resources.filter(({ type }) => types.includes(type)),
    rootResources: (root) => resources.filter((resource) => resource.root === root),
    rootsOf: (path) => [
      ...new Set(resources.filter((one) => one.path === path).map(({ root }) => root)),
    ],
    problems: () => [],
    edit: () => ({ ok: false, error: { reason: 'cannot be edited' } }),
    with: () => code,
  };
  return code;
}

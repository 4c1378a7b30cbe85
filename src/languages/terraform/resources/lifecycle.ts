import type { Declaration } from '../modules/declarations.ts';
import { contentOf } from '../modules/read-declarations.ts';
import type { Expression } from '../syntax/ast.ts';

/** What `lifecycle { ignore_changes = … }` lists: names of arguments, or `all`. */
export function ignoredArguments(declaration: Declaration): readonly string[] | 'all' {
  const ignored: string[] = [];
  for (const written of lifecycleArguments(declaration, 'ignore_changes')) {
    if (nameOf(written) === 'all') return 'all';
    if (written.kind === 'tuple') ignored.push(...written.items.map(nameOf));
  }
  // The wildcard of Terraform 0.11.
  return ignored.includes('*') ? 'all' : ignored.filter((name) => name !== '');
}

/** Whether `lifecycle { prevent_destroy = true }` has Terraform refuse every plan that would replace the resource. */
export function preventsDestroy(declaration: Declaration): boolean {
  const written = lifecycleArguments(declaration, 'prevent_destroy').at(-1);
  return written?.kind === 'literal' && written.value === true;
}

function lifecycleArguments({ blocks }: Declaration, name: string): readonly Expression[] {
  return blocks
    .filter(({ block }) => block.type === 'lifecycle')
    .flatMap(
      ({ block, file }) => contentOf(block, file).attributes.get(name)?.attribute.value ?? [],
    );
}

/** `tags`, `tags["Name"]` and `root_block_device[0].encrypted` all concern the argument at the head. */
function nameOf(expression: Expression): string {
  switch (expression.kind) {
    case 'variable':
      return expression.name;
    case 'attribute-access':
    case 'index':
      return nameOf(expression.object);
    case 'template': {
      const [part] = expression.parts;
      return part?.kind === 'text' ? part.value : '';
    }
    default:
      return '';
  }
}

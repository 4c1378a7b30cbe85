import type { Declaration } from '../modules/declarations.ts';
import { contentOf } from '../modules/read-declarations.ts';
import type { Expression } from '../syntax/ast.ts';

/** What `lifecycle { ignore_changes = … }` lists: names of arguments, or `all`. */
export function ignoredArguments(declaration: Declaration): readonly string[] | 'all' {
  const ignored: string[] = [];
  for (const { block, file } of declaration.blocks) {
    if (block.type !== 'lifecycle') continue;
    const written = contentOf(block, file).attributes.get('ignore_changes')?.attribute.value;
    if (written === undefined) continue;
    if (nameOf(written) === 'all') return 'all';
    if (written.kind === 'tuple') ignored.push(...written.items.map(nameOf));
  }
  // The wildcard of Terraform 0.11.
  return ignored.includes('*') ? 'all' : ignored.filter((name) => name !== '');
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

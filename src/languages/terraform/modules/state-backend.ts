import type { StateBackend } from '../../../model/terraform-state.ts';
import type { Block } from '../syntax/ast.ts';
import type { ModuleDeclarations } from './declarations.ts';
import { literalText } from './sources.ts';

/**
 * Where a root module keeps its state: its `backend` or `cloud` block, the last one where override files bring
 * another. Null without one: Terragrunt or a script may bring it.
 */
export function stateBackendOf({ settings }: ModuleDeclarations): StateBackend | null {
  const blocks = settings.flatMap(({ block }) => block.body.items);
  const last = blocks.findLast(
    (item) => item.kind === 'block' && (item.type === 'backend' || item.type === 'cloud'),
  );
  if (last?.kind !== 'block') return null;
  return {
    type: last.type === 'cloud' ? 'cloud' : (last.labels[0]?.text ?? ''),
    bucket: literal(last, 'bucket'),
    key: literal(last, 'key'),
    workspacePrefix: literal(last, 'workspace_key_prefix'),
  };
}

/** Backends take no expressions; what is none of a plain string is left open. */
function literal({ body }: Block, name: string): string | null {
  const attribute = body.items.find((item) => item.kind === 'attribute' && item.name === name);
  return attribute?.kind === 'attribute' ? literalText(attribute.value) : null;
}

import { parseArn } from '../../../model/arn.ts';
import type { StateBackend } from '../../../model/terraform-state.ts';
import type { Block, Expression } from '../syntax/ast.ts';
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
    account: accountOf(last),
  };
}

/**
 * The account of the role, `assume_role` or, before Terraform 1.6, `role_arn`, and of a bucket that has an account's
 * number in its name, as many have. Null where the two differ.
 */
function accountOf(backend: Block): string | null {
  const assumed = argumentIn(backend, 'assume_role');
  const entries = assumed?.kind === 'object' ? assumed.entries : [];
  const inside = entries.find(({ key }) => key.kind === 'variable' && key.name === 'role_arn');
  const role = literalText(inside?.value) ?? literal(backend, 'role_arn');
  const ofRole = role === null ? null : parseArn(role)?.account;
  const [ofBucket] = /(?<!\d)\d{12}(?!\d)/.exec(literal(backend, 'bucket') ?? '') ?? [];
  if (ofRole && ofBucket && ofRole !== ofBucket) return null;
  return ofRole ?? ofBucket ?? null;
}

/** Backends take no expressions; what is none of a plain string is left open. */
function literal(block: Block, name: string): string | null {
  return literalText(argumentIn(block, name));
}

function argumentIn({ body }: Block, name: string): Expression | undefined {
  const attribute = body.items.find((item) => item.kind === 'attribute' && item.name === name);
  return attribute?.kind === 'attribute' ? attribute.value : undefined;
}

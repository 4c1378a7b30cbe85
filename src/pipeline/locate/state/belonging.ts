import type { StateBackend, StateObjectName } from '../../../model/terraform-state.ts';
import type { StateAnswer } from './index.ts';

/**
 * What a state says to a root module. One that was given for the checkout counts; of an owner's states, the one that
 * the root's backend names. Where the code leaves the backend open, a state of whose addresses the root makes more
 * than half counts as alike; otherwise an address says nothing, because many repositories have `aws_s3_bucket.this`.
 * `addresses`: what the root makes, without instance keys.
 */
export function answersForRoot(
  answers: readonly StateAnswer[],
  backend: StateBackend | null,
  addresses: () => ReadonlySet<string>,
): readonly StateAnswer[] {
  return answers.flatMap((answer) => {
    if (answer.object == null) return [answer];
    const named = isNamed(backend, answer.object);
    if (named !== null) return named ? [answer] : [];
    return isAlike(answer.beside, addresses()) ? [{ ...answer, isAlike: true as const }] : [];
  });
}

/** Whether the backend keeps the state in that object; null when the code leaves it open. */
function isNamed(backend: StateBackend | null, object: StateObjectName): boolean | null {
  if (backend === null) return null;
  if (backend.type !== 's3') return false;
  if (backend.bucket !== null && backend.bucket !== object.bucket) return false;
  if (backend.key === null) return null;
  const isKey = object.key === backend.key || isOfWorkspace(object.key, backend.key, backend);
  if (!isKey) return false;
  return backend.bucket === null ? null : true;
}

/** `env:/NAME/KEY`: https://developer.hashicorp.com/terraform/language/backend/s3 */
function isOfWorkspace(found: string, key: string, { workspacePrefix }: StateBackend): boolean {
  const start = `${workspacePrefix ?? 'env:'}/`;
  if (!found.startsWith(start) || !found.endsWith(`/${key}`)) return false;
  const workspace = found.slice(start.length, -key.length - 1);
  return workspace !== '' && !workspace.includes('/');
}

/** What is in modules whose code is not at hand cannot be compared. */
function isAlike(state: ReadonlySet<string>, root: ReadonlySet<string>): boolean {
  const calls = new Set([...root].flatMap((address) => callIn(address) ?? []));
  const comparable = [...state].filter((address) => {
    const call = callIn(address);
    return call === null || calls.has(call);
  });
  const made = comparable.filter((address) => root.has(address));
  return made.length * 2 > comparable.length;
}

/** `module.site` of `module.site.module.bucket.aws_s3_bucket.this`; null outside of modules. */
function callIn(address: string): string | null {
  return /^module\.[\w-]+(?=\.)/.exec(address)?.[0] ?? null;
}

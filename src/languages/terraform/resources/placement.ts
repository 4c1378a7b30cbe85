import type { Placement } from '../../../model/resource.ts';
import type { Value } from '../../../model/value.ts';
import { unknownValue } from '../evaluate/values.ts';
import type { Provider } from '../modules/providers.ts';

/** Where a resource is made, by its own `region` argument (provider 6) and its provider's configuration. */
export function placementOf(provider: Provider | null, argument: Value | undefined): Placement {
  const ownRegion = argument === undefined || argument.kind === 'null' ? null : argument;
  if (provider === null) {
    const region = ownRegion ?? unknownValue('no provider configuration in the code', null);
    const label = ownRegion === null ? 'no provider block' : 'argument region';
    return { region, accounts: null, label };
  }
  return {
    region: ownRegion ?? provider.region(),
    accounts: accountsOf(provider),
    label: ownRegion === null ? `provider ${provider.name}` : 'argument region',
  };
}

/** `allowed_account_ids`, else the account of the role that is assumed; null when neither is known. */
function accountsOf(provider: Provider): readonly string[] | null {
  const allowed = provider.argument('allowed_account_ids');
  if (allowed?.kind === 'list' && allowed.complete !== false && allowed.items.length > 0) {
    const ids = allowed.items.map(accountText);
    return ids.every((id) => id !== null) ? ids : null;
  }
  const role = provider.nested('assume_role', 'role_arn');
  const account =
    role?.kind === 'string' ? /^arn:[\w-]+:iam::(\d{12}):/.exec(role.value)?.[1] : null;
  return account === null || account === undefined ? null : [account];
}

function accountText(value: Value): string | null {
  if (value.kind === 'string') return value.value;
  return value.kind === 'number' ? String(value.value).padStart(12, '0') : null;
}

import { randomBytes } from 'node:crypto';
import {
  type Context,
  created,
  notFound,
  ok,
  paged,
  Refusal,
  type Reply,
  type Route,
} from '../http.ts';
import type { Installation, Permissions } from '../state.ts';
import { appView, deliveryView, installationView } from '../views/app.ts';
import { repositoryView } from '../views/repository.ts';

const TOKEN_LIFE = 3_600_000;

function installationOf({ state, params }: Context): Installation {
  const installation = state.installations.get(Number(params.installation_id));
  if (!installation) throw notFound();
  return installation;
}

/** A token for some of the installation's repositories and permissions, never for more. */
function createToken(context: Context): Reply {
  const { state, body } = context;
  const installation = installationOf(context);
  if (installation.suspended) throw new Refusal(403, 'This installation has been suspended');
  const all = [...installation.repositories].flatMap((id) => state.repositories.get(id) ?? []);
  const names = body.repositories;
  const ids = body.repository_ids;
  const wanted = all.filter(
    ({ id, name }) =>
      (!Array.isArray(names) || names.includes(name)) && (!Array.isArray(ids) || ids.includes(id)),
  );
  const asked = Array.isArray(names) ? names.length : Array.isArray(ids) ? ids.length : all.length;
  if (wanted.length < asked)
    throw new Refusal(
      422,
      'There is at least one repository that does not exist or is not accessible to the parent installation.',
    );
  const permissions = (body.permissions as Permissions | undefined) ?? installation.permissions;
  for (const [name, access] of Object.entries(permissions)) {
    const held = installation.permissions[name];
    if (held !== 'write' && held !== access)
      throw new Refusal(422, 'The permissions requested are not granted to this installation.');
  }
  const token = `ghs_${randomBytes(18).toString('hex')}`;
  const expiresAt = new Date(state.now().getTime() + TOKEN_LIFE);
  const repositories = new Set(wanted.map(({ id }) => id));
  state.tokens.set(token, { installation, permissions, repositories, expiresAt });
  return created({
    token,
    expires_at: expiresAt.toISOString(),
    permissions,
    repository_selection: 'selected',
    repositories: wanted.map((repository) => repositoryView(context.apiUrl, repository)),
  });
}

function listRepositories(context: Context): Reply {
  const { actor, state, apiUrl } = context;
  const seen =
    actor.kind === 'installation'
      ? [...actor.token.repositories].flatMap((id) => state.repositories.get(id) ?? [])
      : [];
  const list = paged(context, seen, (repository) => repositoryView(apiUrl, repository));
  return { ...list, body: { total_count: seen.length, repositories: list.body } };
}

function delivery(context: Context) {
  const id = Number(context.params.delivery_id);
  const found = context.webhooks.deliveries.find((each) => each.id === id);
  if (!found) throw notFound();
  return found;
}

export const appRoutes: readonly Route[] = [
  {
    template: 'GET /app',
    needs: 'app',
    handle: ({ apiUrl, state }) => ok(appView(apiUrl, state.app)),
  },
  {
    template: 'GET /app/installations',
    needs: 'app',
    handle: (context) =>
      paged(context, [...context.state.installations.values()], (installation) =>
        installationView(context.apiUrl, context.state.app, installation),
      ),
  },
  {
    template: 'GET /app/installations/{installation_id}',
    needs: 'app',
    handle: (context) =>
      ok(installationView(context.apiUrl, context.state.app, installationOf(context))),
  },
  {
    template: 'POST /app/installations/{installation_id}/access_tokens',
    needs: 'app',
    handle: createToken,
  },
  {
    template: 'GET /app/hook/deliveries',
    needs: 'app',
    handle: (context) => paged(context, context.webhooks.deliveries.toReversed(), deliveryView),
  },
  {
    template: 'POST /app/hook/deliveries/{delivery_id}/attempts',
    needs: 'app',
    handle: (context) => {
      context.webhooks.redeliver(delivery(context));
      return { status: 202, body: {} };
    },
  },
  {
    template: 'GET /repos/{owner}/{repo}/installation',
    needs: 'app',
    handle: ({ state, params, apiUrl }) => {
      const installation = [...state.installations.values()].find(({ repositories }) =>
        [...repositories].some((id) => {
          const repository = state.repositories.get(id);
          return repository?.owner.login === params.owner && repository?.name === params.repo;
        }),
      );
      if (!installation) throw notFound();
      return ok(installationView(apiUrl, state.app, installation));
    },
  },
  {
    template: 'GET /installation/repositories',
    needs: ['metadata:read'],
    handle: listRepositories,
  },
];

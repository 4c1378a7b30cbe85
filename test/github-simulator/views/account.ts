import type { Account } from '../state.ts';

/** How GitHub writes things down. Every field that its description requires is here, used or not. */
export type View = Record<string, unknown>;

export const nodeId = (kind: string, id: number | string) => `${kind}_${id}`;

export function accountView(api: string, account: Account): View {
  const { id, login, type } = account;
  const url = `${api}/users/${encodeURIComponent(login)}`;
  return {
    login,
    id,
    node_id: nodeId(type === 'User' ? 'U' : 'O', id),
    avatar_url: `${api}/avatars/${id}`,
    gravatar_id: '',
    url,
    html_url: `${api}/${login}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type,
    site_admin: false,
  };
}

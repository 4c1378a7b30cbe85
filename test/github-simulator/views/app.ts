import { type App, type CheckRun, fullName, type Installation, type Repository } from '../state.ts';
import type { Delivery } from '../webhooks.ts';
import { accountView, nodeId, type View } from './account.ts';

export function appView(api: string, app: App): View {
  return {
    id: app.id,
    slug: app.slug,
    node_id: nodeId('A', app.id),
    client_id: `Iv1.${app.id}`,
    owner: accountView(api, app.bot),
    name: app.slug,
    description: null,
    external_url: api,
    html_url: `${api}/apps/${app.slug}`,
    created_at: '2026-01-01T00:00:00Z',
    updated_at: '2026-01-01T00:00:00Z',
    permissions: { metadata: 'read' },
    events: ['push', 'pull_request'],
  };
}

export function installationView(api: string, app: App, installation: Installation): View {
  const { id, account } = installation;
  return {
    id,
    account: accountView(api, account),
    repository_selection: 'selected',
    access_tokens_url: `${api}/app/installations/${id}/access_tokens`,
    repositories_url: `${api}/installation/repositories`,
    html_url: `${api}/settings/installations/${id}`,
    app_id: app.id,
    client_id: `Iv1.${app.id}`,
    app_slug: app.slug,
    target_id: account.id,
    target_type: account.type,
    permissions: installation.permissions,
    events: ['push', 'pull_request'],
    created_at: '2026-01-01T00:00:00Z',
    updated_at: '2026-01-01T00:00:00Z',
    single_file_name: null,
    has_multiple_single_files: false,
    single_file_paths: [],
    suspended_by: null,
    suspended_at: installation.suspended ? '2026-01-01T00:00:00Z' : null,
  };
}

export function checkRunView(api: string, app: App, repository: Repository, run: CheckRun): View {
  const url = `${api}/repos/${fullName(repository)}/check-runs/${run.id}`;
  return {
    id: run.id,
    node_id: nodeId('CR', run.id),
    head_sha: run.headSha,
    external_id: '',
    url,
    html_url: `${api}/${fullName(repository)}/runs/${run.id}`,
    details_url: run.detailsUrl,
    status: run.status,
    conclusion: run.conclusion,
    started_at: run.startedAt,
    completed_at: run.completedAt,
    output: {
      title: run.output.title,
      summary: run.output.summary,
      text: run.output.text,
      annotations_count: run.output.annotations.length,
      annotations_url: `${url}/annotations`,
    },
    name: run.name,
    check_suite: { id: run.id },
    app: appView(api, app),
    pull_requests: [],
  };
}

export function deliveryView(delivery: Delivery): View {
  return {
    id: delivery.id,
    guid: delivery.guid,
    delivered_at: delivery.deliveredAt,
    redelivery: delivery.redelivery,
    duration: 0.1,
    status: delivery.status,
    status_code: delivery.statusCode,
    event: delivery.event,
    action: delivery.action,
    installation_id: delivery.installationId,
    repository_id: delivery.repositoryId,
    throttled_at: null,
  };
}

/** The events that app.yml subscribes to (docs/permissions.md says why), and those that every app is sent. */
export const USED_EVENTS: ReadonlySet<string> = new Set([
  'deployment_status',
  'installation',
  'installation_repositories',
  'installation_target',
  'issue_comment',
  'issues',
  'pull_request',
  'push',
  'repository',
]);

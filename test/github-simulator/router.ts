import type { Route } from './http.ts';
import { appRoutes } from './routes/app.ts';
import { checkRoutes } from './routes/checks.ts';
import { gitDataRoutes } from './routes/git-data.ts';
import { issueRoutes } from './routes/issues.ts';
import { mergeRoutes } from './routes/merge.ts';
import { pullRoutes } from './routes/pulls.ts';
import { repositoryRoutes } from './routes/repositories.ts';

export interface MatchedRoute {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

/** Parameters that may hold slashes. */
const LONG = new Set(['path', 'ref', 'branch', 'basehead']);

// Longer templates first, so that `/commits/{ref}/check-runs` is tried before `/commits/{ref}`.
const TABLE = [
  ...appRoutes,
  ...checkRoutes,
  ...gitDataRoutes,
  ...issueRoutes,
  ...mergeRoutes,
  ...pullRoutes,
  ...repositoryRoutes,
]
  .toSorted((one, other) => segments(other) - segments(one))
  .map((route) => ({ route, pattern: patternOf(route.template) }));

function segments({ template }: Route): number {
  return template.split('/').length;
}

function patternOf(template: string): RegExp {
  const path = template.replace(/\{(\w+)\}/g, (_, name: string) =>
    LONG.has(name) ? `(?<${name}>.+)` : `(?<${name}>[^/]+)`,
  );
  return new RegExp(`^${path}$`);
}

/** The route for a request, with the decoded parts of its path; null when there is none. */
export function matchRoute(method: string, path: string): MatchedRoute | null {
  const request = `${method} ${path.replace(/(.)\/$/, '$1')}`;
  for (const { route, pattern } of TABLE) {
    const groups = pattern.exec(request)?.groups;
    if (groups || pattern.test(request)) return { route, params: decoded(groups ?? {}) };
  }
  return null;
}

function decoded(groups: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(groups).map(([name, value]) => [name, decodeURIComponent(value)]),
  );
}

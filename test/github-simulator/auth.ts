import { createPublicKey, verify } from 'node:crypto';
import { notFound, Refusal, type Route } from './http.ts';
import {
  type Account,
  findRepository,
  type InstallationToken,
  type Repository,
  type State,
} from './state.ts';

/** Who makes a request. */
export type Actor =
  | { readonly kind: 'app' }
  | { readonly kind: 'installation'; readonly token: InstallationToken }
  | { readonly kind: 'user'; readonly user: Account }
  | { readonly kind: 'anonymous' };

/** Longest life that GitHub allows for an app's JWT, and how far clocks may differ, in seconds. */
const JWT_LIFE = 600;
const CLOCK_SKEW = 60;

export function authenticate(state: State, header: string | undefined): Actor {
  if (!header) return { kind: 'anonymous' };
  const value = /^(?:bearer|token)\s+(\S+)$/i.exec(header)?.[1];
  if (!value) throw new Refusal(401, 'Bad credentials');
  if (value.split('.').length === 3) {
    verifyJwt(state, value);
    return { kind: 'app' };
  }
  const token = state.tokens.get(value);
  if (token && token.expiresAt > state.now() && !token.installation.suspended)
    return { kind: 'installation', token };
  const user = state.userTokens.get(value);
  if (user) return { kind: 'user', user };
  throw new Refusal(401, 'Bad credentials');
}

function verifyJwt(state: State, jwt: string): void {
  const [header = '', payload = '', signature = ''] = jwt.split('.');
  const claims = decode(payload);
  // The app signs by the machine's clock, whatever time it is in the simulated world.
  const now = Date.now() / 1000;
  const key = createPublicKey(state.app.publicKey);
  const signed = verify(
    'RSA-SHA256',
    Buffer.from(`${header}.${payload}`),
    key,
    Buffer.from(signature, 'base64url'),
  );
  if (!signed || decode(header).alg !== 'RS256')
    throw new Refusal(401, 'A JSON web token could not be decoded');
  if (String(claims.iss) !== String(state.app.id)) throw new Refusal(404, 'Integration not found');
  const { iat, exp } = claims;
  if (typeof exp !== 'number' || exp <= now)
    throw new Refusal(
      401,
      "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires",
    );
  if (exp > now + JWT_LIFE + CLOCK_SKEW)
    throw new Refusal(401, "'Expiration time' claim ('exp') is too far in the future");
  if (typeof iat !== 'number' || iat > now + CLOCK_SKEW)
    throw new Refusal(
      401,
      "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued",
    );
}

function decode(part: string): Record<string, unknown> {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    throw new Refusal(401, 'A JSON web token could not be decoded');
  }
}

/** Who the actor is for people: its user, or the app's bot. */
export function accountOf(state: State, actor: Actor): Account {
  return actor.kind === 'user' ? actor.user : state.app.bot;
}

/** Refuses what the actor may not do. What it may not even see is not found. */
export function authorise(
  state: State,
  actor: Actor,
  route: Route,
  params: Readonly<Record<string, string>>,
): void {
  if (route.needs === 'anyone') return;
  if (route.needs === 'app') {
    if (actor.kind !== 'app') throw new Refusal(401, 'A JSON web token could not be decoded');
    return;
  }
  if (actor.kind === 'anonymous') throw new Refusal(401, 'Requires authentication');
  if (actor.kind === 'app') throw new Refusal(403, 'Resource not accessible by integration');
  const { owner, repo } = params;
  const repository = owner && repo ? findRepository(state, owner, repo) : undefined;
  if (owner && repo && (!repository || !sees(actor, repository))) throw notFound();
  if (actor.kind === 'installation') requirePermission(actor.token, route.needs);
  if (repository?.archived && !route.template.startsWith('GET '))
    throw new Refusal(403, 'Repository was archived so is read-only.');
}

function sees(actor: Actor, repository: Repository): boolean {
  if (actor.kind === 'installation') return actor.token.repositories.has(repository.id);
  return (
    actor.kind === 'user' && (!repository.private || repository.collaborators.has(actor.user.login))
  );
}

function requirePermission(token: InstallationToken, needs: readonly string[]): void {
  const granted = needs.some((need) => {
    const [name = '', access] = need.split(':');
    const held = token.permissions[name];
    return held === 'write' || (held === 'read' && access === 'read');
  });
  if (!granted)
    throw new Refusal(403, 'Resource not accessible by integration', {
      headers: { 'x-accepted-github-permissions': needs.join('; ').replaceAll(':', '=') },
    });
}

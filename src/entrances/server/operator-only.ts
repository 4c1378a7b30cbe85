import { isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';
import { bearerToken, sameSecret } from './bearer.ts';

/**
 * Why a request may not see what is only for the operator; null when it may: with the admin token, or,
 * where none is configured, from this very machine and not through a proxy on it.
 */
export function refusalForOperator(
  request: FastifyRequest,
  adminToken: string | null,
): { readonly status: 401 | 403; readonly error: string } | null {
  if (adminToken !== null) {
    const token = bearerToken(request.headers.authorization);
    if (token !== null && sameSecret(token, adminToken)) return null;
    return { status: 401, error: 'Authorization: Bearer with SPRINKLER_ADMIN_TOKEN is needed.' };
  }
  const proxied = 'x-forwarded-for' in request.headers || 'forwarded' in request.headers;
  if (!proxied && isLoopback(request.socket.remoteAddress ?? '')) return null;
  return { status: 403, error: 'Set SPRINKLER_ADMIN_TOKEN to see this from another machine.' };
}

/** Whether the address, or the name that one listens on, is this machine's own. */
export function isLoopback(host: string): boolean {
  const address = host.replace(/^::ffff:/i, '').replace(/^\[(.*)\]$/, '$1');
  if (isIP(address) === 4) return address.startsWith('127.');
  return address === '::1' || address === 'localhost';
}

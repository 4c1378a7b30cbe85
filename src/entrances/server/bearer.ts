import { createHash, timingSafeEqual } from 'node:crypto';

/** The token of an `Authorization: Bearer …` header; null without one. */
export function bearerToken(header: string | undefined): string | null {
  const [, token] = /^Bearer ([!-~]{1,1000})$/i.exec(header ?? '') ?? [];
  return token ?? null;
}

/** Whether two secrets are the same; the time it takes tells nothing about either. */
export function sameSecret(one: string, other: string): boolean {
  const digest = (secret: string) => createHash('sha256').update(secret).digest();
  return timingSafeEqual(digest(one), digest(other));
}

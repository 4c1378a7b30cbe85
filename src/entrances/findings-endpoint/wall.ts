import { createHash, timingSafeEqual } from 'node:crypto';
import type { OperatorConfig, OperatorOwner } from '../../config/operator/config.ts';

/** Whose token it is; null when it is nobody's. The time it takes does not depend on how near the token is. */
export type TokenOwner = (token: string) => OperatorOwner | null;

/** Prepares the tokens of all owners for comparison. */
export function tokenOwners(config: OperatorConfig): TokenOwner {
  const digestOf = (token: string) => createHash('sha256').update(token).digest();
  const known = [...config.owners.values()].flatMap((owner) =>
    owner.findingsTokens.map((token) => ({ owner, digest: digestOf(token) })),
  );
  return (token) => {
    const digest = digestOf(token);
    const matches = known.filter((entry) => timingSafeEqual(entry.digest, digest));
    return matches[0]?.owner ?? null;
  };
}

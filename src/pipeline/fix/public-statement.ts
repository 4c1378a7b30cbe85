import { hasHole, hole, isRecord, type Statement } from './policy-document.ts';
import type { Truth } from './scope.ts';

/**
 * Condition keys that S3 takes as making a policy non-public when they are compared with fixed values.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
 * `kms:CallerAccount` is the one that key policies have beside them.
 */
const restrictingKeys = new Set([
  'aws:sourceip',
  'aws:sourcearn',
  'aws:sourcevpc',
  'aws:sourcevpce',
  'aws:sourceowner',
  'aws:sourceaccount',
  'aws:sourceorgid',
  'aws:sourceorgpaths',
  'aws:userid',
  'aws:principalorgid',
  'aws:principalorgpaths',
  'aws:principalaccount',
  'aws:principalarn',
  's3:x-amz-server-side-encryption-aws-kms-key-id',
  's3:dataaccesspointarn',
  's3:dataaccesspointaccount',
  'kms:calleraccount',
]);
const restrictingOperators =
  /^(?:ForAnyValue:)?(?:StringEquals|StringEqualsIgnoreCase|StringLike|ArnEquals|ArnLike|IpAddress)$/i;

/** Whether a statement allows everybody something, with no condition that restricts who or from where. */
export function isPublic({ effect, principal, notPrincipal, condition }: Statement): Truth {
  if (effect === hole) return 'unknown';
  if (effect !== 'Allow') return 'no';
  const everybody = notPrincipal !== null ? 'yes' : namesEverybody(principal);
  if (everybody === 'no' || isRestricted(condition)) return 'no';
  return hasHole(condition) ? 'unknown' : everybody;
}

/** A name inside `{AWS: ..}` that is not known is nearly always the ARN of something made beside it. */
function namesEverybody(principal: unknown): Truth {
  if (principal === hole) return 'unknown';
  const names = isRecord(principal) ? Object.values(principal).flat() : [principal];
  return names.includes('*') ? 'yes' : 'no';
}

function isRestricted(condition: unknown): boolean {
  if (!isRecord(condition)) return false;
  return Object.entries(condition).some(
    ([operator, keys]) =>
      restrictingOperators.test(operator) &&
      isRecord(keys) &&
      Object.entries(keys).some(
        ([key, values]) => restrictingKeys.has(key.toLowerCase()) && [values].flat().every(isFixed),
      ),
  );
}

/** Values that fit everybody: bare wildcards, and ARNs of every account or, where they name none, of every thing. */
const everything = [/^(?:o-|arn:)?[*?]+$/, /^arn:(?:[^:]*:){3}[*?]+:/, /^arn:(?:[^:]*:){3}:[*?]/];

/** A value that keeps somebody out; ranges of a hundredth of the internet and more do not. */
function isFixed(value: unknown): boolean {
  if (typeof value !== 'string') return true;
  return !/\/[0-7]$/.test(value) && !everything.some((pattern) => pattern.test(value));
}

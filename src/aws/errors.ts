import { messageOf, OutsideError } from '../foundation/errors.ts';
import { plainText } from '../foundation/text.ts';

/** Where a call went and what it asked for, for the words of an error. */
export interface Asked {
  /** `Security Hub`, `Config` … */
  readonly service: string;
  /** The operation: `GetFindings`. */
  readonly operation: string;
  /** The IAM action that it needs. */
  readonly permission: string;
}

const DENIED = /^(AccessDenied|UnauthorizedOperation|Forbidden|InvalidAccess|NotAuthorized)/;
const HOPELESS =
  /^(InvalidInput|ValidationE|InvalidParameter|NoSuch|NotFound|ResourceNotFound|QueueDoesNotExist|InvalidAddress)/;
const MAX_DETAIL = 300;

/** Makes the call; whatever it throws becomes an OutsideError that says what was asked, and what to do. */
export async function asking<T>(asked: Asked, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (thrown) {
    throw errorOf(thrown, asked);
  }
}

/** An answer that is not what AWS documents. Trying again would give the same. */
export function oddAnswer({ service, operation }: Asked, what: string): OutsideError {
  return new OutsideError(
    `${service} gave an answer to ${operation} that makes no sense: ${what}.`,
    {
      retryable: false,
    },
  );
}

function errorOf(thrown: unknown, { service, operation, permission }: Asked): OutsideError {
  if (thrown instanceof OutsideError) return thrown;
  const name = thrown instanceof Error ? thrown.name : 'Error';
  const detail = plainText(messageOf(thrown), MAX_DETAIL);
  const denied = DENIED.test(name) || statusOf(thrown) === 403;
  const advice = denied
    ? ` The role that the operator configuration names must trust this service and allow ${permission}.`
    : '';
  return new OutsideError(
    `${service} refused or failed ${operation}: ${name}: ${detail}${advice}`,
    {
      retryable: !denied && !HOPELESS.test(name),
      cause: thrown,
    },
  );
}

/** The HTTP status of an SDK's error; null without one. */
function statusOf(thrown: unknown): number | null {
  if (!(thrown instanceof Error) || !('$metadata' in thrown)) return null;
  const metadata: unknown = thrown.$metadata;
  if (typeof metadata !== 'object' || metadata === null || !('httpStatusCode' in metadata))
    return null;
  return typeof metadata.httpStatusCode === 'number' ? metadata.httpStatusCode : null;
}

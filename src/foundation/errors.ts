/**
 * Errors come from three sides, and each is answered differently: the user's are shown in one line
 * (exit status 2, HTTP 400), the outside world's are retried, ours are bugs and keep their stack.
 */

/** The user's: wrong usage, unreadable input, invalid configuration. The message says what, where and what to do. */
export class UserError extends Error {
  override readonly name = 'UserError';
}

/** The outside world's: GitHub, AWS, the database or the network refused or failed. */
export class OutsideError extends Error {
  override readonly name = 'OutsideError';
  /** Whether the same call may succeed later. */
  readonly retryable: boolean;

  constructor(message: string, options: { retryable: boolean; cause?: unknown }) {
    super(message, { cause: options.cause });
    this.retryable = options.retryable;
  }
}

/** Ours: a state that the code holds to be impossible. */
export class InternalError extends Error {
  override readonly name = 'InternalError';
}

/** The message of whatever was thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

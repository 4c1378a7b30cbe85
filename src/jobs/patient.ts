import { OutsideError } from '../foundation/errors.ts';
import { isGitHubError } from '../github/errors.ts';
import type { JobHandler } from '../store/queue/job-queue.ts';

/**
 * A handler that is tried again when GitHub knows something not, or takes it not: what was made just
 * now is not everywhere at once, and what was looked at may have changed since. The queue's own
 * patience ends it.
 */
export function patient<P>(handler: JobHandler<P>): JobHandler<P> {
  return async (run) => {
    try {
      await handler(run);
    } catch (thrown) {
      if (!isGitHubError(thrown, 'missing', 'invalid')) throw thrown;
      throw new OutsideError(thrown.message, { retryable: true, cause: thrown });
    }
  };
}

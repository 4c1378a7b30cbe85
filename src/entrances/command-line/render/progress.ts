import type { Caller } from '../caller.ts';

/** One line on standard error that is overwritten; nothing where that is no terminal. */
export interface Progress {
  show(text: string): void;
  clear(): void;
}

/** Steps faster than this are not shown; in milliseconds. */
const minimumInterval = 100;

export function createProgress(caller: Caller): Progress {
  if (!caller.err.isTerminal) return { show: () => {}, clear: () => {} };
  let last = 0;
  return {
    show(text) {
      const now = Date.now();
      if (now - last < minimumInterval) return;
      last = now;
      caller.err.write(`\r\u001b[2K${text}`);
    },
    clear: () => caller.err.write('\r\u001b[2K'),
  };
}

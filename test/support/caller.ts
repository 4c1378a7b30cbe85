import type { Caller } from '../../src/entrances/command-line/caller.ts';

/** A caller whose output is kept. */
export interface RecordedCaller extends Caller {
  readonly printed: () => string;
  readonly complained: () => string;
}

export function caller(
  given: { readonly directory?: string; readonly stdin?: string } = {},
): RecordedCaller {
  const out: string[] = [];
  const err: string[] = [];
  return {
    directory: given.directory ?? process.cwd(),
    environment: {},
    out: { write: (text) => void out.push(text), isTerminal: false },
    err: { write: (text) => void err.push(text), isTerminal: false },
    readStdin: async () => Buffer.from(given.stdin ?? ''),
    printed: () => out.join(''),
    complained: () => err.join(''),
  };
}

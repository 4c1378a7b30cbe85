import { resolve } from 'node:path';

/** Who calls: the surroundings of one run of the command line, passed in so that tests can be callers. */
export interface Caller {
  readonly directory: string;
  readonly out: Output;
  readonly err: Output;
  readonly readStdin: () => Promise<Uint8Array>;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

export interface Output {
  write(text: string): void;
  readonly isTerminal: boolean;
}

/** The process's own surroundings. `npm run` changes the directory; npm's `INIT_CWD` is where the caller stood. */
export function processCaller(): Caller {
  const { env } = process;
  const isOwnScript = env.npm_package_name === 'sprinkler-app';
  return {
    directory: (isOwnScript && env.INIT_CWD) || process.cwd(),
    out: output(process.stdout),
    err: output(process.stderr),
    readStdin: readAll,
    environment: env,
  };
}

function output(stream: NodeJS.WriteStream): Output {
  return {
    write: (text) => void stream.write(text),
    isTerminal: stream.isTTY === true,
  };
}

/** A path as the caller means it. */
export function callerPath(caller: Caller, path: string): string {
  return resolve(caller.directory, path);
}

async function readAll(): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

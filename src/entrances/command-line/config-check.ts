import { join } from 'node:path';
import { CONFIG_PATH } from '../../config/repository/load.ts';
import { parseRepositoryConfig } from '../../config/repository/parse.ts';
import type { Caller } from './caller.ts';
import { type ExitStatus, exitStatus } from './exit-status.ts';
import { problemLine } from './read-config.ts';
import { readInput } from './read-inputs.ts';

/** `sprinkler config check`: file, line, what is wrong and what was meant, for every problem. */
export async function configCheck(caller: Caller, file: string | undefined): Promise<ExitStatus> {
  const path = file ?? join('.', CONFIG_PATH);
  const config = parseRepositoryConfig(await readInput(caller, path), path);
  if (config.ok) {
    caller.out.write(`${path} is valid.\n`);
    return exitStatus.ran;
  }
  for (const problem of config.error) caller.err.write(`${problemLine(problem)}\n`);
  return exitStatus.usage;
}

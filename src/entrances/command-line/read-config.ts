import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describeProblem } from '../../config/problem.ts';
import { NO_CONFIG, type RepositoryConfig } from '../../config/repository/config.ts';
import { CONFIG_PATH } from '../../config/repository/load.ts';
import { parseRepositoryConfig } from '../../config/repository/parse.ts';
import { UserError } from '../../foundation/errors.ts';
import { type Caller, callerPath } from './caller.ts';
import { readInput } from './read-inputs.ts';

/**
 * The repository configuration: the named file, else the checkout's own, else none.
 * @throws UserError with file, line and problem.
 */
export async function readConfig(
  caller: Caller,
  repository: string,
  file: string | undefined,
): Promise<RepositoryConfig> {
  const path = file ?? join(repository, CONFIG_PATH);
  if (file === undefined && !existsSync(callerPath(caller, path))) return NO_CONFIG;
  const config = parseRepositoryConfig(await readInput(caller, path), path);
  if (config.ok) return config.value;
  throw new UserError(config.error.map(describeProblem).join('; '));
}

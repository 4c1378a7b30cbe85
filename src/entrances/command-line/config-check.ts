import { join } from 'node:path';
import { describeProblem } from '../../config/problem.ts';
import { CONFIG_PATH } from '../../config/repository/load.ts';
import { parseRepositoryConfig } from '../../config/repository/parse.ts';
import { configProblems } from '../../jobs/settings/problems.ts';
import type { Caller } from './caller.ts';
import { type ExitStatus, exitStatus } from './exit-status.ts';
import { readInput } from './read-inputs.ts';
import { readTemplates } from './read-templates.ts';

/**
 * `sprinkler config check`: file, line, what is wrong and what was meant, for every problem. Templates are the
 * library's and those of the repository that the file is in; one that is not among them is only warned of.
 */
export async function configCheck(caller: Caller, file: string | undefined): Promise<ExitStatus> {
  const path = file ?? join('.', CONFIG_PATH);
  const text = await readInput(caller, path);
  const config = parseRepositoryConfig(text, path);
  if (!config.ok) {
    for (const problem of config.error) caller.err.write(`${describeProblem(problem)}\n`);
    return exitStatus.usage;
  }
  const repository = path.endsWith(CONFIG_PATH)
    ? path.slice(0, -CONFIG_PATH.length) || '.'
    : undefined;
  const problems = configProblems({ text, loaded: config }, readTemplates(caller, [], repository));
  for (const { line, message, level } of problems)
    caller.err.write(`${path}:${line}: ${level === 'warning' ? 'warning: ' : ''}${message}\n`);
  if (problems.some(({ level }) => level === 'failure')) return exitStatus.usage;
  caller.out.write(`${path} is valid.\n`);
  return exitStatus.ran;
}

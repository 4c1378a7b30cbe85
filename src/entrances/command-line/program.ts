import { Command, CommanderError } from 'commander';
import { InternalError, messageOf, OutsideError, UserError } from '../../foundation/errors.ts';
import type { Caller } from './caller.ts';
import { configCheck } from './config-check.ts';
import { listDeadLetters, retryDeadLetters } from './dead-letters.ts';
import { demo } from './demo.ts';
import { type ExitStatus, exitStatus } from './exit-status.ts';
import { type FixOptions, fix } from './fix.ts';
import { type ReportOptions, report } from './report.ts';
import { type ScanOptions, scan } from './scan.ts';
import { serve } from './serve.ts';
import { listTemplates, showCoverage, showTemplate, testTemplates } from './templates.ts';

/** Runs the command line and gives the exit status. Never throws: what goes wrong is one line on standard error. */
export async function runCommandLine(caller: Caller, args: readonly string[]): Promise<ExitStatus> {
  const state: { status: ExitStatus } = { status: exitStatus.ran };
  try {
    await commands(caller, state).parseAsync(args, { from: 'user' });
    return state.status;
  } catch (error) {
    if (error instanceof CommanderError)
      return error.exitCode === 0 ? exitStatus.ran : exitStatus.usage;
    const isExpected = error instanceof UserError || error instanceof OutsideError;
    const trace = !isExpected && error instanceof Error ? `\n${error.stack ?? ''}` : '';
    const kind = error instanceof InternalError ? 'internal error: ' : '';
    caller.err.write(`sprinkler: ${kind}${messageOf(error).replaceAll('\n', ' ')}${trace}\n`);
    return exitStatus.usage;
  }
}

function commands(caller: Caller, state: { status: ExitStatus }): Command {
  const program = new Command('sprinkler')
    .description(
      'Turns cloud security findings into proven changes of the code that made the resources.',
    )
    .exitOverride()
    .configureOutput({
      writeOut: (text) => caller.out.write(text),
      writeErr: (text) => caller.err.write(text),
    });
  const run =
    <A extends unknown[]>(action: (...args: A) => Promise<ExitStatus> | ExitStatus) =>
    async (...args: A) => {
      state.status = await action(...args);
    };

  program
    .command('fix')
    .description('find the code behind each finding, fix it, prove the fix')
    .requiredOption('--findings <file...>', 'reports of findings; - reads standard input')
    .requiredOption('--repo <dir>', 'the checkout')
    .option('--state <file...>', 'Terraform state files, or output of `terraform show -json`')
    .option('--config <file>', 'the repository configuration (default: DIR/.github/sprinkler.yml)')
    .option('--templates <dir...>', 'further fix templates')
    .option('--write', 'edit the working tree')
    .option('--force', 'edit files that have uncommitted changes, too')
    .option('--patch <file>', 'write a patch that `git apply` takes')
    .option('--pr-body <dir>', 'write what each pull request would say')
    .option('--json', 'print the report as JSON')
    .option('--fail-on-unfixed', 'exit with 1 if any finding is not fixed')
    .action(run((options: FixOptions) => fix(caller, options)));

  program
    .command('scan')
    .description("every template's condition on every resource in the code")
    .requiredOption('--repo <dir>', 'the checkout')
    .option('--config <file>', 'the repository configuration (default: DIR/.github/sprinkler.yml)')
    .option('--templates <dir...>', 'further fix templates')
    .option('--json', 'print the rows as JSON')
    .option('--fail-on-vulnerable', 'exit with 1 if any resource is vulnerable')
    .action(run((options: ScanOptions) => scan(caller, options)));

  const templates = program.command('templates').description('the library of fix templates');
  templates
    .command('list')
    .description('every template with the controls that it answers')
    .option('--templates <dir...>', 'further fix templates')
    .action(run((options: { templates?: string[] }) => listTemplates(caller, options)));
  templates
    .command('show')
    .description('one template, and its README')
    .argument('<id>')
    .option('--templates <dir...>', 'further fix templates')
    .action(
      run((id: string, options: { templates?: string[] }) => showTemplate(caller, id, options)),
    );
  templates
    .command('test')
    .description("run the cases of a directory's templates")
    .argument('[dir]', 'default: the library')
    .action(run((directory: string | undefined) => testTemplates(caller, directory)));
  templates
    .command('coverage')
    .description('what the library does about each control')
    .option('--json', 'print the rows as JSON')
    .action(run((options: { json?: boolean }) => showCoverage(caller, options)));

  program
    .command('serve')
    .description('the app: takes findings in and opens pull requests')
    .action(run(() => serve()));

  program
    .command('demo')
    .description('the app against a simulated GitHub and sample findings, on this machine')
    .option('--keep', 'leave everything running for a look')
    .action(run((options: { keep?: boolean }) => demo(options)));

  const letters = program.command('dead-letters').description('jobs that were given up on');
  letters
    .command('list')
    .description('what was given up on, and why')
    .option('--json', 'print them as JSON')
    .action(run((options: { json?: boolean }) => listDeadLetters(caller, options)));
  letters
    .command('retry')
    .description('try them again')
    .argument('[id...]', 'default: all')
    .action(run((ids: string[]) => retryDeadLetters(caller, ids)));

  program
    .command('report')
    .description('how long findings take, from found to verified')
    .requiredOption('--since <date>', '2026-01-31')
    .option('--owner <login>', 'default: all')
    .option('--json', 'print it as JSON')
    .option('--csv', 'print it as CSV')
    .option('--md', 'print it as Markdown (default)')
    .action(run((options: ReportOptions) => report(caller, options)));

  const config = program.command('config').description('the repository configuration');
  config
    .command('check')
    .description('validate a configuration')
    .argument('[file]', 'default: .github/sprinkler.yml')
    .action(run((file: string | undefined) => configCheck(caller, file)));
  return program;
}

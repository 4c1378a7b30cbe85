import { processCaller } from './entrances/command-line/caller.ts';
import { runCommandLine } from './entrances/command-line/program.ts';

process.exitCode = await runCommandLine(processCaller(), process.argv.slice(2));

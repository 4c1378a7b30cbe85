import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../foundation/errors.ts';
import { type ExitStatus, exitStatus } from './exit-status.ts';

/** The demo brings a simulated GitHub along, which belongs to the tests: it is there in a checkout only. */
const DEMO = join(import.meta.dirname, '../../../test/demo/main.ts');

/** `sprinkler demo`: the whole app against a simulated GitHub, on this machine. */
export async function demo({ keep }: { readonly keep?: boolean }): Promise<ExitStatus> {
  if (!existsSync(DEMO))
    throw new UserError('the demo needs a checkout of the project; run `npm run demo` there.');
  const child = spawn(process.execPath, [DEMO, ...(keep ? ['--keep'] : [])], { stdio: 'inherit' });
  const [code] = await once(child, 'exit');
  return code === 0 ? exitStatus.ran : exitStatus.usage;
}

import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { messageOf, UserError } from '../foundation/errors.ts';

/** A claim on a data directory. */
export interface DataDirectoryLock {
  release(): void;
}

/**
 * Claims the directory for this process, making it if need be. The embedded store corrupts when two
 * processes write it. A claim whose process is gone is taken over. Fails with a UserError.
 */
export function lockDataDirectory(directory: string): DataDirectoryLock {
  const path = join(directory, 'sprinkler.pid');
  const claim = claimOf(process.pid);
  try {
    mkdirSync(directory, { recursive: true });
  } catch (thrown) {
    throw new UserError(`SPRINKLER_DATA_DIR: cannot make ${directory}: ${messageOf(thrown)}`);
  }
  if (!written(path, claim)) {
    const holder = readFileSync(path, 'utf8');
    const pid = Number.parseInt(holder, 10);
    if (pid !== process.pid && Number.isInteger(pid) && claimOf(pid) === holder && isAlive(pid)) {
      throw new UserError(
        `SPRINKLER_DATA_DIR: ${directory} is in use by process ${pid}. The embedded store serves one process: stop that one, choose another directory, or set DATABASE_URL.`,
      );
    }
    rmSync(path, { force: true });
    if (!written(path, claim)) {
      throw new UserError(`SPRINKLER_DATA_DIR: ${directory} was just claimed by another process.`);
    }
  }
  return {
    release: () => {
      if (readFileSync(path, 'utf8') === claim) rmSync(path, { force: true });
    },
  };
}

function written(path: string, claim: string): boolean {
  try {
    writeFileSync(path, claim, { flag: 'wx' });
    return true;
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'EEXIST') return false;
    throw new UserError(`SPRINKLER_DATA_DIR: cannot write ${path}: ${messageOf(thrown)}`);
  }
}

/** The process's id and, where the system tells it, when it started: ids are used again, above all in containers. */
function claimOf(pid: number): string {
  try {
    // Field 22 of /proc/PID/stat, counted behind the command's closing parenthesis (proc(5)).
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return `${pid} ${fields[19] ?? ''}`;
  } catch {
    return `${pid} `;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    return thrown instanceof Error && 'code' in thrown && thrown.code === 'EPERM';
  }
}

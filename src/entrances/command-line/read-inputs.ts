import { readFile } from 'node:fs/promises';
import { messageOf, UserError } from '../../foundation/errors.ts';
import { type Caller, callerPath } from './caller.ts';
import { requireText } from './text-file.ts';

/** The largest file of findings or state that is read at once; in bytes. */
const maxInputSize = 512 * 1024 * 1024;

/**
 * The text of a file that the caller named; `-` is standard input.
 * @throws UserError naming the file.
 */
export async function readInput(caller: Caller, name: string): Promise<string> {
  const bytes = name === '-' ? await caller.readStdin() : await readNamed(caller, name);
  const shown = name === '-' ? 'standard input' : name;
  if (bytes.length > maxInputSize) {
    throw new UserError(`${shown} is larger than ${maxInputSize >> 20} MB; split it`);
  }
  return requireText(bytes, shown);
}

async function readNamed(caller: Caller, name: string): Promise<Uint8Array> {
  try {
    return await readFile(callerPath(caller, name));
  } catch (error) {
    throw new UserError(`cannot read ${name}: ${messageOf(error)}`);
  }
}

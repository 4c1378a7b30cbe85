import { UserError } from '../../foundation/errors.ts';
import { decodeText } from '../../model/decode-text.ts';

/** Text that the user named: not being text is the user's error. */
export function requireText(bytes: Uint8Array, name: string): string {
  const decoded = decodeText(bytes);
  if (!decoded.ok) throw new UserError(`${name} ${decoded.reason}; expected UTF-8 text`);
  return decoded.text;
}

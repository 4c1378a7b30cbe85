import { isUtf8 } from 'node:buffer';
import { UserError } from '../../foundation/errors.ts';
import type { SourceText } from '../../model/source.ts';

/** The bytes as text, BOM kept; not text if they are not UTF-8 or hold a NUL. */
export function decodeText(bytes: Uint8Array): SourceText {
  if (bytes.includes(0)) return { ok: false, reason: 'is binary' };
  if (!isUtf8(bytes)) return { ok: false, reason: 'is not UTF-8' };
  return {
    ok: true,
    text: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString(),
  };
}

/** Text that the user named: not being text is the user's error. */
export function requireText(bytes: Uint8Array, name: string): string {
  const decoded = decodeText(bytes);
  if (!decoded.ok) throw new UserError(`${name} ${decoded.reason}; expected UTF-8 text`);
  return decoded.text;
}

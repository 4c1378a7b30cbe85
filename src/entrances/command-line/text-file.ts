import { UserError } from '../../foundation/errors.ts';
import type { SourceText } from '../../model/source.ts';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The bytes as text, BOM kept; not text if they are not UTF-8 or hold a NUL. */
export function decodeText(bytes: Uint8Array): SourceText {
  if (bytes.includes(0)) return { ok: false, reason: 'is binary' };
  try {
    return { ok: true, text: decoder.decode(bytes) };
  } catch {
    return { ok: false, reason: 'is not UTF-8' };
  }
}

/** Text that the user named: not being text is the user's error. */
export function requireText(bytes: Uint8Array, name: string): string {
  const decoded = decodeText(bytes);
  if (!decoded.ok) throw new UserError(`${name} ${decoded.reason}; expected UTF-8 text`);
  return decoded.text;
}

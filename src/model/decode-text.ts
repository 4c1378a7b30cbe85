import type { SourceText } from './source.ts';

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

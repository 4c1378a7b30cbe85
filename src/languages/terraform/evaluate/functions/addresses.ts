/** An IP address as a number; `width` is 32 or 128. */
export interface Address {
  readonly bits: bigint;
  readonly width: 32 | 128;
}

/** A network in CIDR notation; the host bits of `bits` are zero. */
export interface Network extends Address {
  readonly length: number;
}

/** Reads `10.0.0.0/8` or `2001:db8::/32`; null when it is neither. */
export function parseNetwork(text: string): Network | null {
  const [address = '', length = '', more] = text.split('/');
  const parsed = address.includes(':') ? parse6(address) : parse4(address);
  if (parsed === null || more !== undefined || !/^\d{1,3}$/.test(length)) return null;
  const prefix = Number(length);
  if (prefix > parsed.width) return null;
  const host = BigInt(parsed.width - prefix);
  return { bits: (parsed.bits >> host) << host, width: parsed.width, length: prefix };
}

function parse4(text: string): Address | null {
  const parts = text.split('.');
  if (
    parts.length !== 4 ||
    !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256)
  ) {
    return null;
  }
  return { bits: parts.reduce((bits, part) => (bits << 8n) | BigInt(part), 0n), width: 32 };
}

function parse6(text: string): Address | null {
  if (text.length > 39) return null;
  const [head = '', tail, more] = text.split('::');
  if (more !== undefined) return null;
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const missing = 8 - before.length - after.length;
  if (tail === undefined ? missing !== 0 : missing < 1) return null;
  const groups = [...before, ...Array.from({ length: missing }, () => '0'), ...after];
  if (!groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return null;
  return {
    bits: groups.reduce((bits, group) => (bits << 16n) | BigInt(`0x${group}`), 0n),
    width: 128,
  };
}

/** The address as Go writes it: IPv6 in its shortest form. */
export function formatAddress({ bits, width }: Address): string {
  const size = width === 32 ? 8n : 16n;
  const count = width === 32 ? 4 : 8;
  const groups = Array.from(
    { length: count },
    (_, index) => (bits >> (size * BigInt(count - 1 - index))) & ((1n << size) - 1n),
  );
  if (width === 32) return groups.join('.');
  const text = groups.map((group) => group.toString(16)).join(':');
  const runs = [...text.matchAll(/(?<=^|:)0(?::0)+(?=$|:)/g)];
  const [longest] = runs.sort((a, b) => b[0].length - a[0].length || a.index - b.index);
  if (longest === undefined) return text;
  const before = text.slice(0, longest.index).replace(/:$/, '');
  const after = text.slice(longest.index + longest[0].length).replace(/^:/, '');
  return `${before}::${after}`;
}

import type { Value } from '../../../../model/value.ts';
import { lookup } from '../../lookup.ts';
import type { Scope, Truth } from '../../scope.ts';
import { allPorts, overlap, type PortRange, without } from './ports.ts';

/** The names of a rule's arguments in one form of writing rules. */
export interface RuleFields {
  readonly protocol: string;
  readonly from: string;
  readonly to: string;
  readonly ipv4?: string | undefined;
  readonly ipv6?: string | undefined;
  readonly others: readonly string[];
}

/** What must not be open to the whole internet. */
export interface Danger {
  readonly tcp: readonly PortRange[];
  readonly udp: readonly PortRange[];
  readonly families: readonly string[];
}

export type Family = 'ipv4' | 'ipv6';

/** A part of a rule's traffic: `from` and `to` as the rule would write them. */
export interface Traffic {
  readonly protocol: string;
  readonly from: number;
  readonly to: number;
  /** ICMP has a protocol per family; other traffic is in both. */
  readonly family?: Family;
}

/** What a rule lets in, split by the danger; unknown when protocol or ports are. */
export type Reach =
  | { readonly known: false; readonly because: string }
  | {
      readonly known: true;
      /** The dangerous traffic that it lets in. */
      readonly hits: readonly Traffic[];
      /** The rest of its traffic. */
      readonly rest: readonly Traffic[];
      /** Whether the rest leaves out protocols that the rule lets in (it names none of them). */
      readonly losesProtocols: boolean;
    };

/** Reads protocol and ports of the rule at the scope. */
export function reachOf(scope: Scope, fields: RuleFields, danger: Danger): Reach {
  const protocol = read(scope, fields.protocol);
  if (protocol === 'unknown') return { known: false, because: 'its protocol is not known' };
  const name = protocolName(protocol);
  if (name === 'other') return { known: true, hits: [], rest: [], losesProtocols: false };
  const range =
    name === 'all' ? allPorts : rangeOf(read(scope, fields.from), read(scope, fields.to));
  if (range === null) return { known: false, because: 'its ports are not known' };
  const names = name === 'all' ? (['tcp', 'udp'] as const) : [name];
  const traffic = (parts: (ports: readonly PortRange[]) => readonly PortRange[]) =>
    names.flatMap((one) => parts(danger[one]).map((part): Traffic => ({ protocol: one, ...part })));
  const rest = traffic((ports) => without([range], ports));
  return {
    known: true,
    hits: traffic((ports) => overlap([range], ports)),
    rest: name === 'all' && rest.length > 0 ? [...rest, ...icmp] : rest,
    losesProtocols: name === 'all',
  };
}

const icmp: readonly Traffic[] = [
  { protocol: 'icmp', from: -1, to: -1, family: 'ipv4' },
  { protocol: 'icmpv6', from: -1, to: -1, family: 'ipv6' },
];

/** ICMP and everything that has no ports is `other`: its "ports" are types and codes. */
function protocolName(text: string | null): 'tcp' | 'udp' | 'all' | 'other' {
  switch (text?.toLowerCase()) {
    case 'tcp':
    case '6':
      return 'tcp';
    case 'udp':
    case '17':
      return 'udp';
    case '-1':
    case 'all':
      return 'all';
    default:
      return 'other';
  }
}

/** AWS takes absent ports, and -1, as all of them. */
function rangeOf(from: string | null, to: string | null): PortRange | null {
  if (from === 'unknown' || to === 'unknown') return null;
  const first = Number(from ?? -1);
  const last = Number(to ?? from ?? -1);
  if (!Number.isInteger(first) || !Number.isInteger(last)) return null;
  return first < 0 || last < 0 ? allPorts : { from: first, to: last };
}

/** A scalar argument of the rule as text; null when it is not written. */
function read(scope: Scope, field: string): string | null {
  const found = lookup(scope.value, [field]);
  if (found.kind === 'absent') return null;
  if (found.kind === 'unknown') return 'unknown';
  return scalarText(found.value) ?? 'unknown';
}

/** A scalar value's text; null when it is none. */
export function scalarText(value: Value): string | null {
  return value.kind === 'string' || value.kind === 'number' ? String(value.value) : null;
}

/** Whether an address range is the whole internet. A prefix of 0 is, however it is written. */
export function isOpen(value: Value): Truth {
  if (value.kind === 'string') return value.value.trim().endsWith('/0') ? 'yes' : 'no';
  if (value.kind !== 'unknown') return 'no';
  // A network's own range has a prefix of at least 16: AWS takes no wider ones.
  if (value.reference?.attribute?.includes('cidr')) return 'no';
  const last = value.pattern?.at(-1);
  if (last === undefined || last === null) return 'unknown';
  return '/0'.endsWith(last) || last.endsWith('/0') ? 'unknown' : 'no';
}

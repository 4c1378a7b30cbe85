import { failedValue, listValue, stringValue } from '../values.ts';
import { type Address, formatAddress, type Network, parseNetwork } from './addresses.ts';
import { define, type FunctionGroup, variadic } from './function.ts';

/** `cidrsubnet` and its relatives. */
export const networkFunctions: FunctionGroup = {
  cidrsubnet: define(['string', 'number', 'number'], (call, prefix, bits, number) => {
    const subnet = subnetOf(parseNetwork(prefix), bits, number);
    return subnet === null
      ? failedValue(`"${prefix}" has no such subnet`, call.origin)
      : stringValue(subnet, call.origin);
  }),
  cidrsubnets: variadic('string', (call, [prefix = '', ...sizes]) => {
    const network = parseNetwork(prefix);
    const subnets = network === null ? null : consecutive(network, sizes.map(Number));
    return subnets === null
      ? failedValue(`"${prefix}" has no such subnets`, call.origin)
      : listValue(
          subnets.map((subnet) => stringValue(subnet, call.origin)),
          call.origin,
        );
  }),
  cidrhost: define(['string', 'number'], (call, prefix, number) => {
    const network = parseNetwork(prefix);
    if (network === null || !Number.isSafeInteger(number)) {
      return failedValue(`"${prefix}" is no network, or ${number} no host`, call.origin);
    }
    const size = 1n << BigInt(network.width - network.length);
    const host = BigInt(number) < 0n ? size + BigInt(number) : BigInt(number);
    if (host < 0n || host >= size) return failedValue(`"${prefix}" has no such host`, call.origin);
    return stringValue(
      formatAddress({ bits: network.bits | host, width: network.width }),
      call.origin,
    );
  }),
  cidrnetmask: define(['string'], (call, prefix) => {
    const network = parseNetwork(prefix);
    if (network === null || network.width !== 32) {
      return failedValue(`"${prefix}" is no IPv4 network`, call.origin);
    }
    const mask = ((1n << BigInt(network.length)) - 1n) << BigInt(32 - network.length);
    return stringValue(formatAddress({ bits: mask, width: 32 }), call.origin);
  }),
};

function subnetOf(network: Network | null, bits: number, number: number): string | null {
  if (network === null || !isCount(bits) || !isCount(number)) return null;
  const length = network.length + bits;
  if (length > network.width || BigInt(number) >= 1n << BigInt(bits)) return null;
  const start = network.bits | (BigInt(number) << BigInt(network.width - length));
  return `${formatAddress({ bits: start, width: network.width })}/${length}`;
}

function isCount(number: number): boolean {
  return Number.isSafeInteger(number) && number >= 0;
}

/** Subnets one after the other, each aligned to its own size. */
function consecutive(network: Network, sizes: readonly number[]): readonly string[] | null {
  const end = network.bits + (1n << BigInt(network.width - network.length));
  const subnets: string[] = [];
  let next = network.bits;
  for (const bits of sizes) {
    const length = network.length + bits;
    if (!isCount(bits) || length > network.width) return null;
    const size = 1n << BigInt(network.width - length);
    const start = ((next + size - 1n) / size) * size;
    if (start + size > end) return null;
    subnets.push(
      `${formatAddress({ bits: start, width: network.width } satisfies Address)}/${length}`,
    );
    next = start + size;
  }
  return subnets;
}

import type { JsonObject } from '../../../foundation/json.ts';
import type { CloudResource } from '../../../model/finding.ts';
import type { ResourceInCode } from '../../../model/resource.ts';
import type { MapValue, Value } from '../../../model/value.ts';
import { type Claim, points } from '../claim.ts';
import { listIn, textIn, textsAt, valueIn } from '../details.ts';

/**
 * Security groups of one name are told apart by what they let in: the finding's details have the rules, with Security
 * Hub's or EC2's own keys. Rules that differ say nothing, for somebody may have changed them by hand.
 */
export function ingressEvidence(cloud: CloudResource, resource: ResourceInCode): Claim | null {
  if (!resource.cloudTypes.includes('AWS::EC2::SecurityGroup')) return null;
  const live = new Set(listIn(cloud.details, 'ippermissions').flatMap(liveRules));
  const written = writtenRules(resource.properties);
  if (written === null || written.size === 0 || written.size !== live.size) return null;
  if (![...written].every((rule) => live.has(rule))) return null;
  const detail = 'it lets in what the resource lets in';
  return { resource, kind: 'fact', points: points.sameIngress, detail };
}

/** `tcp 22 22 0.0.0.0/0` for each range of a permission. */
function liveRules(permission: JsonObject): readonly string[] {
  const port = (name: string) => String(valueIn(permission, name) ?? '');
  const ranges = [
    ...textsAt(permission, ['ipranges', 'cidrip']),
    ...textsAt(permission, ['ipv4ranges', 'cidrip']),
    ...textsAt(permission, ['ipv6ranges', 'cidripv6']),
  ];
  const protocol = textIn(permission, 'ipprotocol') ?? '';
  return ranges.map((range) => ruleOf(protocol, port('fromport'), port('toport'), range));
}

/** The same of the rules that stand in the group's block; null when one of them is not known as a whole. */
function writtenRules({ entries }: MapValue): ReadonlySet<string> | null {
  const list = entries.get('ingress') ?? entries.get('SecurityGroupIngress');
  if (list?.kind !== 'list' || list.complete === false) return null;
  const rules = list.items.map((item) => (item.kind === 'map' ? rulesIn(item) : null));
  return rules.includes(null) ? null : new Set(rules.flatMap((each) => each ?? []));
}

function rulesIn({ entries }: MapValue): readonly string[] | null {
  const text = (...names: readonly string[]) =>
    plain(names.map((name) => entries.get(name)).find((value) => value !== undefined));
  const protocol = text('protocol', 'IpProtocol');
  const [from, to] = [text('from_port', 'FromPort'), text('to_port', 'ToPort')];
  const ranges = ['cidr_blocks', 'ipv6_cidr_blocks', 'CidrIp', 'CidrIpv6']
    .flatMap((name) => entries.get(name) ?? [])
    .flatMap((value) => (value.kind === 'list' ? value.items : [value]))
    .filter(({ kind }) => kind !== 'null')
    .map(plain);
  if (protocol === null || from === null || to === null || ranges.includes(null)) return null;
  return ranges.map((range) => ruleOf(protocol, from, to, range ?? ''));
}

/** Nothing for what is not written; null for what is not known. */
function plain(value: Value | undefined): string | null {
  if (value === undefined || value.kind === 'null') return '';
  return value.kind === 'string' || value.kind === 'number' ? String(value.value) : null;
}

/** All protocols have all ports, whatever is written: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html */
function ruleOf(protocol: string, from: string, to: string, range: string): string {
  return protocol === '-1' ? `-1 ${range}` : `${protocol.toLowerCase()} ${from} ${to} ${range}`;
}

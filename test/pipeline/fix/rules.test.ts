import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EditIntent, Written } from '../../../src/model/language.ts';
import type { Value } from '../../../src/model/value.ts';
import { assess, planFix } from '../../../src/pipeline/fix/index.ts';
import {
  overlap,
  type PortRange,
  without,
} from '../../../src/pipeline/fix/operations/rules/ports.ts';
import { reference, resource, subject, template, unknownValue } from './fake-code.ts';

const ssh = template(`
- resource: aws_security_group
  require:
    - rules: ingress
      fields: {protocol: protocol, from: from_port, to: to_port, ipv4: cidr_blocks, ipv6: ipv6_cidr_blocks, others: [security_groups, self]}
      closed: [22]
      protocols: [tcp]
      approved: {parameter: approved}
    - companion: aws_vpc_security_group_ingress_rule
      link: {security_group_id: id}
      missing: passes
      require:
        - rules: .
          fields: {protocol: ip_protocol, from: from_port, to: to_port, ipv4: cidr_ipv4, ipv6: cidr_ipv6, others: [referenced_security_group_id]}
          closed: [22]
          protocols: [tcp]
          approved: {parameter: approved}
`);

const world = '0.0.0.0/0';
type Rule = Parameters<typeof resource>[1];
const rule = (from_port: number, to_port: number, more: Rule = {}): Rule => ({
  protocol: 'tcp',
  from_port,
  to_port,
  cidr_blocks: [world],
  ...more,
});

function fix(ingress: readonly Rule[], approved: readonly string[] = []) {
  const group = resource('aws_security_group.a', { ingress: [...ingress] });
  const about = subject([group], new Map([['approved', [...approved]]]));
  const plan = planFix(ssh, about);
  const { verdict } = assess(ssh, about);
  return plan.ok ? { verdict, steps: plan.value.intents.map(words) } : { verdict, ...plan.error };
}

/** An intent in few words. */
function words(intent: EditIntent): string {
  switch (intent.kind) {
    case 'set':
      return `set ${intent.path.join('.')} ${text(intent.value)}${intent.inPlace ? ' in place' : ''}`;
    case 'append':
      return `append ${intent.path.join('.')} ${text(intent.value)}`;
    case 'remove':
      return `remove ${intent.path.join('.')}`;
    case 'add-resource':
      return `add ${intent.type} ${text({ kind: 'map', entries: intent.properties })}`;
    case 'remove-resource':
      return `remove ${intent.resource.address}`;
  }
}

function text(written: Written): string {
  switch (written.kind) {
    case 'literal':
      return JSON.stringify(written.value);
    case 'reference':
      return `${written.to.address}.${written.attribute}`;
    case 'map':
      return written.entries.map(([key, item]) => `${key}=${text(item)}`).join(' ');
    default:
      return written.kind;
  }
}

describe('a rule that opens a port to the internet', () => {
  it.each<[string, readonly Rule[], readonly string[], readonly string[]]>([
    ['goes when nothing else uses it', [rule(22, 22)], [], ['remove ingress.0']],
    ['is found by its place', [rule(443, 443), rule(22, 22)], [], ['remove ingress.1']],
    [
      'keeps its other sources',
      [rule(22, 22, { cidr_blocks: ['10.0.0.0/8', world] })],
      [],
      ['remove ingress.0.cidr_blocks.1'],
    ],
    [
      'keeps the group that it names',
      [rule(22, 22, { security_groups: ['sg-1'] })],
      [],
      ['remove ingress.0.cidr_blocks.0'],
    ],
    [
      'is closed for both families',
      [rule(22, 22, { ipv6_cidr_blocks: ['::/0'] })],
      [],
      ['remove ingress.0'],
    ],
    [
      'gets the approved ranges, each in its own field',
      [rule(22, 22, { ipv6_cidr_blocks: ['::/0'] })],
      ['192.0.2.0/24', '2001:db8::/32', '198.51.100.0/24'],
      [
        'set ingress.0.cidr_blocks.0 "192.0.2.0/24"',
        'append ingress.0.cidr_blocks "198.51.100.0/24"',
        'set ingress.0.ipv6_cidr_blocks.0 "2001:db8::/32"',
      ],
    ],
    [
      'is split around the port when it is wider',
      [rule(20, 25)],
      [],
      [
        'set ingress.0.to_port 21',
        'append ingress protocol="tcp" from_port=23 to_port=25 cidr_blocks=["0.0.0.0/0"]',
      ],
    ],
    [
      'stays whole for its other sources when it is wider',
      [rule(22, 23, { cidr_blocks: [world, '10.0.0.0/8'], description: 'x' })],
      [],
      [
        'remove ingress.0.cidr_blocks.0',
        'append ingress protocol="tcp" from_port=23 to_port=23 cidr_blocks=["0.0.0.0/0"] description="x"',
      ],
    ],
    [
      'of all protocols keeps the others',
      [rule(0, 0, { protocol: '-1' })],
      [],
      [
        'set ingress.0.protocol "tcp"',
        'set ingress.0.to_port 21',
        'append ingress protocol="tcp" from_port=23 to_port=65535 cidr_blocks=["0.0.0.0/0"]',
        'append ingress protocol="udp" from_port=0 to_port=65535 cidr_blocks=["0.0.0.0/0"]',
        'append ingress protocol="icmp" from_port=-1 to_port=-1 cidr_blocks=["0.0.0.0/0"]',
      ],
    ],
  ])('%s', (_, ingress, approved, steps) => {
    expect(fix(ingress, approved)).toEqual({ verdict: 'vulnerable', steps });
  });

  it.each<[string, Rule]>([
    ['another port', rule(443, 443)],
    ['UDP', rule(22, 22, { protocol: 'udp' })],
    ['ICMP type 22', rule(22, 22, { protocol: 'icmp' })],
    ['a closed source', rule(22, 22, { cidr_blocks: ['10.0.0.0/8'] })],
    [
      "the network's own range",
      rule(22, 22, { cidr_blocks: [reference('aws_vpc.a', 'cidr_block')] }),
    ],
    [
      'an address that ends in /32',
      rule(22, 22, {
        cidr_blocks: [{ kind: 'unknown', reason: '', origin: null, pattern: [null, '/32'] }],
      }),
    ],
  ])('is not %s', (_, one) => {
    expect(fix([one]).verdict).toBe('compliant');
  });

  it.each<[string, Rule]>([
    ['protocol 6', rule(22, 22, { protocol: '6' })],
    ['TCP in capitals', rule(22, 22, { protocol: 'TCP' })],
    ['ports as text', { ...rule(22, 22), from_port: '22', to_port: '22' }],
    ['no ports at all', { protocol: 'tcp', cidr_blocks: [world] }],
    ['another spelling of the whole internet', rule(22, 22, { cidr_blocks: ['1.2.3.4/0'] })],
  ])('may be written as %s', (_, one) => {
    expect(fix([one]).verdict).toBe('vulnerable');
  });

  it.each<[string, Rule, string]>([
    ['source', rule(22, 22, { cidr_blocks: unknownValue() }), 'unknown'],
    ['port', rule(22, 22, { from_port: unknownValue() }), 'unknown'],
    ['source of a harmless port', rule(443, 443, { cidr_blocks: unknownValue() }), 'compliant'],
  ])('with an unknown %s', (_, one, verdict) => {
    expect(fix([one]).verdict).toBe(verdict);
  });
});

describe('a rule that is a resource of its own', () => {
  const group = resource('aws_security_group.a', {});
  const own = (more: Rule = {}) =>
    resource('aws_vpc_security_group_ingress_rule.b', {
      security_group_id: reference('aws_security_group.a'),
      ip_protocol: 'tcp',
      from_port: 22,
      to_port: 22,
      cidr_ipv4: world,
      ...more,
    });
  const fixOwn = (one: ReturnType<typeof own>, approved: string[]) => {
    const plan = planFix(ssh, subject([group, one], new Map([['approved', approved]])));
    return plan.ok ? plan.value.intents.map(words) : plan.error.reason;
  };

  it('goes without approved ranges', () => {
    expect(fixOwn(own(), [])).toEqual(['remove aws_vpc_security_group_ingress_rule.b']);
  });

  it('takes one approved range, and one more rule for each further one', () => {
    expect(fixOwn(own({ description: 'ssh' }), ['192.0.2.0/24', '198.51.100.0/24'])).toEqual([
      'set cidr_ipv4 "192.0.2.0/24"',
      'add aws_vpc_security_group_ingress_rule security_group_id=aws_security_group.a.id ip_protocol="tcp" from_port=22 to_port=22 cidr_ipv4="198.51.100.0/24" description="ssh"',
    ]);
  });

  it('is refused when one block makes several and it would have to go', () => {
    const one = { ...own(), siblings: ['aws_vpc_security_group_ingress_rule.b[1]'] };
    expect(fixOwn(one, [])).toContain('one of 2 that one block makes');
  });
});

describe('a value that rules for other traffic use too', () => {
  const at = (start: number): Value['origin'] => ({
    path: 'main.tf',
    range: { start, end: start + 5 },
    layer: 'local',
    label: 'local.everywhere',
    via: [],
  });
  const shared = (start: number): Value => ({
    kind: 'list',
    items: [{ kind: 'string', value: world, origin: at(start + 1) }],
    origin: at(start),
  });

  it('is left, and the rule gets its own', () => {
    const ingress = [
      rule(22, 22, { cidr_blocks: shared(900) }),
      rule(443, 443, { cidr_blocks: shared(900) }),
    ];
    expect(fix(ingress, ['192.0.2.0/24'])).toMatchObject({
      steps: ['set ingress.0.cidr_blocks ["192.0.2.0/24"] in place'],
    });
  });

  it('is changed where it stands when only this rule uses it', () => {
    expect(fix([rule(22, 22, { cidr_blocks: shared(900) })], ['192.0.2.0/24'])).toMatchObject({
      steps: ['set ingress.0.cidr_blocks.0 "192.0.2.0/24"'],
    });
  });
});

describe('port arithmetic', () => {
  const range = fc
    .tuple(fc.nat(200), fc.nat(200))
    .map(([one, other]): PortRange => ({ from: Math.min(one, other), to: Math.max(one, other) }));
  const has = (ranges: readonly PortRange[], port: number) =>
    ranges.some(({ from, to }) => from <= port && port <= to);

  it('agrees with membership of single ports', () => {
    fc.assert(
      fc.property(range, fc.array(range, { maxLength: 5 }), fc.nat(200), (one, others, port) => {
        const inBoth = has([one], port) && has(others, port);
        expect(has(overlap([one], others), port)).toBe(inBoth);
        expect(has(without([one], others), port)).toBe(has([one], port) && !inBoth);
      }),
    );
  });
});

it('refuses to close what looks like a web server', () => {
  const only = template(`
- resource: aws_security_group
  require:
    - rules: ingress
      fields: {protocol: protocol, from: from_port, to: to_port, ipv4: cidr_blocks}
      closed: ["0-65535"]
      except: [443]
`);
  const group = resource('aws_security_group.a', { ingress: [rule(80, 80)] });
  expect(planFix(only, subject([group]))).toMatchObject({
    error: { reason: expect.stringContaining('port 80 to the internet, which looks intended') },
  });
});

import { z } from 'zod';
import type { Json } from '../../../../foundation/json.ts';
import { failed, ok, type Result } from '../../../../foundation/result.ts';
import { allOf, fails, fault, met, unknown } from '../../examination.ts';
import { elements, lookup, parsePath, pathText } from '../../lookup.ts';
import {
  below,
  type Condition,
  type Examination,
  type Refusal,
  type Requirement,
  type Scope,
} from '../../scope.ts';
import { templateValueSchema, toJson } from '../../template-value.ts';
import { type Intended, mendRule } from './mend.ts';
import { type PortRange, parsePorts, portsText, without } from './ports.ts';
import { type Danger, type RuleFields, reachOf } from './reach.ts';
import { sourcesOf } from './sources.ts';

const field = z.string().min(1);

/** `{rules: ingress, fields: {..}, closed: [22]}`: network rules that must not open ports to the whole internet. */
export const rules = (condition: z.ZodType<Condition>) =>
  z
    .strictObject({
      rules: field.describe('The path of the list of rules; `.` when the resource itself is one.'),
      fields: z
        .strictObject({
          protocol: field.describe('The argument with the protocol: `protocol`, `IpProtocol`.'),
          from: field.describe('The one with the first port.'),
          to: field.describe('The one with the last port.'),
          ipv4: field.optional().describe('The one with IPv4 ranges: `cidr_blocks`, `CidrIp`.'),
          ipv6: field.optional().describe('The one with IPv6 ranges.'),
          others: z
            .array(field)
            .default([])
            .describe('Those with other sources: security groups, prefix lists.'),
        })
        .describe(
          "The names of the rule's arguments in this form; `others` are its other kinds of source.",
        ),
      closed: templateValueSchema.describe('The ports that must be closed to the internet.'),
      except: templateValueSchema.default([]).describe('Of these, the TCP ports that may be open.'),
      'except-udp': templateValueSchema
        .default([])
        .describe('Of these, the UDP ports that may be open.'),
      protocols: templateValueSchema.default(['tcp', 'udp']).describe('Of `tcp` and `udp`.'),
      families: templateValueSchema.default(['ipv4', 'ipv6']).describe('Of `ipv4` and `ipv6`.'),
      approved: templateValueSchema
        .default([])
        .describe('Address ranges that get the closed ports instead.'),
      intended: z
        .strictObject({
          when: condition.describe('What of the resource makes its open ports look intended.'),
          except: z.array(z.int()).default([]).describe('Ports that are closed all the same.'),
        })
        .optional()
        .describe('Where closing is refused.'),
    })
    .transform((fields): Requirement => {
      const path = parsePath(fields.rules);
      return {
        types: fields.intended?.when.types ?? [],
        arguments: (at) => {
          const { others, ...named } = fields.fields;
          const names = [...Object.values(named), ...others];
          return names.flatMap((name) => (name === undefined ? [] : [below(at, [...path, name])]));
        },
        reads: ({ type }) => fields.intended?.when.reads({ type, path: [] }) ?? [],
        examine: (scope) => {
          const settings = settingsOf(fields, scope);
          if (!settings.ok) return unknown(fault(scope, settings.error.reason), false);
          const { items, more } = elements(lookup(scope.value, path, scope.base));
          const found = items.map((item) =>
            examineRule(
              { ...scope, base: item.path, value: item.value },
              fields.fields,
              settings.value,
            ),
          );
          if (more !== null)
            found.push(unknown(fault(scope, more, [...scope.base, ...path]), true));
          return { ...allOf(found), present: found.length > 0 };
        },
      };
    });

interface Settings {
  readonly danger: Danger;
  readonly approved: readonly string[];
  readonly intended: Intended | null;
}

function examineRule(
  scope: Scope,
  fields: RuleFields,
  { danger, approved, intended }: Settings,
): Examination {
  const sources = sourcesOf(scope, fields, danger);
  if (sources.open.length === 0 && sources.doubt === null) return met(true);
  const place = scope.base.length === 0 ? `\`${scope.resource.address}\`` : pathText(scope.base);
  const reach = reachOf(scope, fields, danger);
  if (!reach.known) return unknown(fault(scope, `${place} may be open: ${reach.because}`), true);
  if (reach.hits.length === 0) return met(true);
  const ports = portsText(reach.hits);
  if (sources.open.length === 0)
    return unknown(fault(scope, `${place} may open ${ports}: its source ${sources.doubt}`), true);
  const from = [...new Set(sources.open.map(({ value }) => ('value' in value ? value.value : '')))];
  return fails([fault(scope, `${place} opens ${ports} to ${from.join(' and ')}`)], true, () =>
    mendRule({ scope, fields, sources, reach, approved, intended }),
  );
}

type ListName = 'closed' | 'except' | 'except-udp' | 'protocols' | 'families' | 'approved';

interface Parameterised {
  readonly closed: Json;
  readonly except: Json;
  readonly 'except-udp': Json;
  readonly protocols: Json;
  readonly families: Json;
  readonly approved: Json;
  readonly intended?: Intended | undefined;
}

function settingsOf(fields: Parameterised, scope: Scope): Result<Settings, Refusal> {
  const lists = new Map<ListName, readonly string[]>();
  for (const name of [
    'closed',
    'except',
    'except-udp',
    'protocols',
    'families',
    'approved',
  ] as const) {
    const value = toJson(fields[name], scope);
    if (!value.ok) return value;
    lists.set(name, Array.isArray(value.value) ? value.value.map(String) : [String(value.value)]);
  }
  const list = (name: ListName) => lists.get(name) ?? [];
  const closed = portList(list('closed'));
  const except = { tcp: portList(list('except')), udp: portList(list('except-udp')) };
  if (closed === null || except.tcp === null || except.udp === null)
    return failed({ reason: 'the template lists ports that are none' });
  return ok({
    danger: {
      tcp: list('protocols').includes('tcp') ? without(closed, except.tcp) : [],
      udp: list('protocols').includes('udp') ? without(closed, except.udp) : [],
      families: list('families'),
    },
    approved: list('approved'),
    intended: fields.intended ?? null,
  });
}

function portList(texts: readonly string[]): readonly PortRange[] | null {
  const ranges = texts.map(parsePorts);
  return ranges.every((range) => range !== null) ? ranges : null;
}

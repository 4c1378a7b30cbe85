import type { Json } from '../../../../foundation/json.ts';
import { failed, ok, type Result } from '../../../../foundation/result.ts';
import type { EditIntent } from '../../../../model/language.ts';
import { noWork } from '../../examination.ts';
import { type Condition, type Refusal, type Scope, type Work, within } from '../../scope.ts';
import { copyRule } from './copy.ts';
import { overlap, type PortRange, portsText, without } from './ports.ts';
import type { Family, Reach, RuleFields, Traffic } from './reach.ts';
import { replaceSources, setArgument } from './rewrite.ts';
import type { Source, Sources } from './sources.ts';

/** When the open ports of a resource look intended, and which ports are closed all the same. */
export interface Intended {
  readonly when: Condition;
  readonly except: readonly number[];
}

/** A rule that opens dangerous ports, and what is to stand in its place. */
export interface DangerousRule {
  readonly scope: Scope;
  readonly fields: RuleFields;
  readonly sources: Sources;
  readonly reach: Reach & { readonly known: true };
  /** The address ranges that may have the dangerous ports. */
  readonly approved: readonly string[];
  readonly intended: Intended | null;
}

/** More rules than that in the place of one are not a readable fix. */
const mostParts = 8;

/**
 * Closes the dangerous ports to the internet. Other sources keep the whole rule, approved ranges take the
 * internet's place, and the rest of the rule's traffic stays open as it was, in rules of its own.
 */
export function mendRule(rule: DangerousRule): Result<Work, Refusal> {
  const { scope, reach, sources } = rule;
  const danger = intendedTraffic(rule);
  if (danger !== null) return failed(danger);
  const rest = reach.rest.filter((part) => openFor(part, sources.open).length > 0);
  if (rest.length > mostParts)
    return failed({
      reason: `One rule of \`${scope.resource.address}\` opens so much that ${rest.length} rules would have to stand in its place: say which ports are needed.`,
    });
  const approved = rule.approved.filter((range) => !sources.ranges.includes(range));
  const usable = approved.filter((range) =>
    sources.open.some((one) => one.family === familyOf(range)),
  );
  const survives = sources.others || usable.length > 0;
  const intents = survives
    ? narrowed(rule, rest, usable)
    : rest.length > 0
      ? reduced(rule, rest)
      : removed(scope);
  if (!intents.ok) return intents;
  return ok({ ...noWork, intents: intents.value, notes: notesOf(rule, rest, usable) });
}

/** Why closing the ports looks like cutting traffic that is meant; null when it does not. */
function intendedTraffic({ scope, reach, intended }: DangerousRule): Refusal | null {
  const { address } = scope.resource;
  // A rule for every protocol keeps its web ports over TCP; web over UDP counts where a rule asks for it.
  const meant = reach.losesProtocols
    ? reach.hits.filter((one) => one.protocol === 'tcp')
    : reach.hits;
  const web = overlap(meant, webPorts);
  if (web.length > 0)
    return {
      reason: `\`${address}\` opens ${portsText(web)} to the internet, which looks intended: decide by hand.`,
    };
  const rest = without(reach.hits, intended?.except.map(single) ?? []);
  if (intended === null || rest.length === 0) return null;
  const answer = intended.when.holds(within(scope, scope.subject.resource));
  if (answer.truth !== 'yes') return null;
  return {
    reason: `\`${address}\` opens ${portsText(rest)} to the internet, which looks intended, because ${answer.because}: decide by hand.`,
  };
}

const webPorts = [80, 443].map(single);

function single(port: number): PortRange {
  return { from: port, to: port };
}

type Intents = Result<readonly EditIntent[], Refusal>;

/** The rule keeps its ports for its other sources and the approved ranges; the rest is opened beside it. */
function narrowed(
  rule: DangerousRule,
  rest: readonly Traffic[],
  ranges: readonly string[],
): Intents {
  const { scope, fields, sources } = rule;
  const steps: Intents[] = [];
  for (const family of ['ipv4', 'ipv6'] as const) {
    const open = sources.open.filter((one) => one.family === family);
    const replacing = ranges.filter((range) => familyOf(range) === family);
    steps.push(replaceSources(scope, fields, open, replacing));
    const field = fields[family];
    if (open[0]?.listed === false && field !== undefined)
      for (const range of replacing.slice(1)) steps.push(addRule(rule, new Map([[field, range]])));
  }
  for (const part of rest) steps.push(addRule(rule, changesFor(rule, part)));
  return inOrder(steps);
}

/** The rule itself is reduced to the first part of the rest; the other parts stand beside it. */
function reduced(rule: DangerousRule, [first, ...others]: readonly Traffic[]): Intents {
  if (first === undefined) return ok([]);
  const { scope, fields } = rule;
  const kept = openFor(first, rule.sources.open);
  if (kept.length < rule.sources.open.length)
    return failed({ reason: 'The rule would have to be split by address family: do it by hand.' });
  return inOrder([
    setArgument(scope, fields, fields.protocol, first.protocol),
    setArgument(scope, fields, fields.from, first.from),
    setArgument(scope, fields, fields.to, first.to),
    ...others.map((part) => addRule(rule, changesFor(rule, part))),
  ]);
}

function removed(scope: Scope): Intents {
  const { resource, base } = scope;
  if (base.length > 0) return ok([{ kind: 'remove', resource, path: base }]);
  if (resource.siblings.length > 0)
    return failed({
      reason: `\`${resource.address}\` is one of ${resource.siblings.length + 1} that one block makes: take its entry out by hand.`,
    });
  return ok([{ kind: 'remove-resource', resource }]);
}

function addRule(rule: DangerousRule, changes: ReadonlyMap<string, Json>): Intents {
  const { scope, fields } = rule;
  const { resource, base } = scope;
  const copied = copyRule(scope, fields, changes);
  if (!copied.ok) return copied;
  const after = base.at(-1);
  if (typeof after === 'number')
    return ok([
      {
        kind: 'append',
        resource,
        path: base.slice(0, -1),
        value: { kind: 'map', entries: copied.value },
        after,
      },
    ]);
  if (resource.siblings.length > 0)
    return failed({
      reason: `\`${resource.address}\` is one of several that one block makes, and a further rule is needed: write the rules apart first.`,
    });
  return ok([
    { kind: 'add-resource', type: resource.type, beside: resource, properties: copied.value },
  ]);
}

/** What a rule for a part of the rest has different: protocol, ports, and only the internet as its source. */
function changesFor(rule: DangerousRule, part: Traffic): ReadonlyMap<string, Json> {
  const { fields, sources } = rule;
  const changes = new Map<string, Json>([
    [fields.protocol, part.protocol],
    [fields.from, part.from],
    [fields.to, part.to],
  ]);
  for (const source of openFor(part, sources.open)) {
    const field = fields[source.family];
    const text = source.value.kind === 'string' ? source.value.value : '';
    if (field !== undefined) changes.set(field, source.listed ? [text] : text);
  }
  return changes;
}

function openFor(part: Traffic, open: readonly Source[]): readonly Source[] {
  return open.filter((one) => part.family === undefined || part.family === one.family);
}

function familyOf(range: string): Family {
  return range.includes(':') ? 'ipv6' : 'ipv4';
}

function inOrder(steps: readonly Intents[]): Intents {
  const intents: EditIntent[] = [];
  for (const step of steps) {
    if (!step.ok) return step;
    intents.push(...step.value);
  }
  return ok(intents);
}

function notesOf(
  rule: DangerousRule,
  rest: readonly Traffic[],
  ranges: readonly string[],
): string[] {
  const ports = portsText(rule.reach.hits);
  const notes =
    ranges.length > 0
      ? [`Only ${ranges.join(', ')} may still reach ${ports}, instead of the whole internet.`]
      : [`The internet no longer reaches ${ports}.`];
  if (rule.reach.losesProtocols)
    notes.push(
      rest.length > 0
        ? `The rule let in everything. This closes ${ports} alone: the rest of ${protocolsOf(rest)} stays open to the internet, which is a finding of its own (EC2.18, EC2.19).`
        : 'The rule let in every protocol from the internet.',
    );
  return notes;
}

function protocolsOf(traffic: readonly Traffic[]): string {
  return [...new Set(traffic.map(({ protocol }) => protocol.toUpperCase()))].join(', ');
}

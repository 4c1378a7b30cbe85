import type { ConfigServiceClient } from '@aws-sdk/client-config-service';
import { z } from 'zod';
import { type Verdict, verdictsOf, verdictsOn } from '../../aws/config/compliance.ts';
import { type ConfigResource, resourceConfigs } from '../../aws/config/resources.ts';
import { describeRules, failingRules, keyOfRule, type RulePlace } from '../../aws/config/rules.ts';
import type { ConfigSource } from '../../config/operator/config.ts';
import type { Finding } from '../../model/finding.ts';
import { cursorOf, saveCursor } from '../../store/cursors.ts';
import { unseenFailures } from '../../store/evaluations.ts';
import { findingKey } from '../../store/findings.ts';
import { type Reading, type SourceContext, sourceName } from './context.ts';
import { closeUnnamed, takeReport } from './take-report.ts';

const UNSEEN_AT_ONCE = 1000;

const position = z.object({ startedAt: z.coerce.date(), after: z.string() });

/**
 * Reads everything that does not comply, rule by rule: Config has no "since". Then asks what became of
 * resources that failed before and were not named. Cut off, it goes on with the next rule.
 */
export async function pollConfig(
  context: SourceContext,
  reading: Reading<ConfigSource>,
): Promise<void> {
  const { owner, source, signal } = reading;
  const cursor = `poll ${sourceName(source)}`;
  const now = context.clock.now();
  const known = position.safeParse(await cursorOf(context.db, owner.owner, cursor));
  const { startedAt, after } = known.success ? known.data : { startedAt: now, after: '' };
  const client = context.clients.config(source);
  for (const rule of await failingRules(client, source.aggregator, signal)) {
    if (keyOfRule(rule) <= after) continue;
    if (signal.aborted) return;
    for await (const page of verdictsOf(client, source.aggregator, rule, 'NON_COMPLIANT', signal))
      await take(context, reading, rule, page);
    const reached = { startedAt: startedAt.toISOString(), after: keyOfRule(rule) };
    await saveCursor(context.db, owner.owner, cursor, reached, now);
  }
  await askForUnseen(context, reading, startedAt);
  if (!signal.aborted) await saveCursor(context.db, owner.owner, cursor, null, now);
}

async function take(
  context: SourceContext,
  { owner, source, signal }: Reading<ConfigSource>,
  rule: RulePlace,
  verdicts: readonly Verdict[],
): Promise<readonly Finding[]> {
  const place = { aggregator: source.aggregator, account: rule.account, region: rule.region };
  const about = verdicts.flatMap(({ EvaluationResultIdentifier: identifier }) => {
    const { ResourceType: type, ResourceId: id } = identifier?.EvaluationResultQualifier ?? {};
    return type && id ? [{ type, id }] : [];
  });
  const items = await resourceConfigs(context.clients.config(source), place, about, signal);
  const report = {
    AggregateEvaluationResults: verdicts,
    ConfigRules: rule.definition === null ? [] : [rule.definition],
    ConfigurationItems: items,
  };
  return takeReport(context, { owner, via: sourceName(source), report });
}

/** What failed and was not named complies now, or its rule or resource is gone: each turn leaves fewer. */
async function askForUnseen(
  context: SourceContext,
  reading: Reading<ConfigSource>,
  since: Date,
): Promise<void> {
  const { owner, source, signal } = reading;
  const via = sourceName(source);
  const client = context.clients.config(source);
  while (!signal.aborted) {
    const unseen = await unseenFailures(context.db, owner.owner, via, since, UNSEEN_AT_ONCE);
    if (unseen.length === 0) return;
    const named = new Set<string>();
    for (const rule of await rulesOf(client, source, unseen, signal)) {
      for await (const page of verdictsOf(client, source.aggregator, rule, 'COMPLIANT', signal))
        for (const finding of await take(context, reading, rule, page)) named.add(keyOf(finding));
    }
    await closeUnnamed(context, { owner, via }, unseen, named);
  }
}

/** Asks Config for what it says of these findings now; those of which it says nothing are closed. */
export async function askConfigAgain(
  context: SourceContext,
  reading: Reading<ConfigSource>,
  findings: readonly Finding[],
): Promise<void> {
  const { owner, source, signal } = reading;
  const client = context.clients.config(source);
  const named = new Set<string>();
  const note = async (rule: RulePlace, verdicts: readonly Verdict[]) => {
    for (const finding of await take(context, reading, rule, verdicts)) named.add(keyOf(finding));
  };
  for (const rule of await rulesOf(client, source, findings, signal)) {
    if (source.aggregator === null) {
      for (const finding of findings) {
        const about = verdictOf(finding);
        if (about === null || keyOfRule(about.rule) !== keyOfRule(rule)) continue;
        await note(rule, await verdictsOn(client, rule, about.resource, signal));
      }
      continue;
    }
    // An aggregator answers for whole rules only.
    for (const compliance of ['NON_COMPLIANT', 'COMPLIANT'] as const)
      for await (const page of verdictsOf(client, source.aggregator, rule, compliance, signal))
        await note(rule, page);
  }
  await closeUnnamed(context, { owner, via: sourceName(source) }, findings, named);
}

/** The rule and the resource of a finding: an id is `aws-config:ACCOUNT:REGION:RULE:TYPE:RESOURCE`. */
function verdictOf({ id }: Finding): { rule: RulePlace; resource: ConfigResource } | null {
  const [, account, region, name, type, resource] =
    /^aws-config:(\d*):([^:]*):([^:]+):(\w+::\w*::\w+):(.+)$/s.exec(id) ?? [];
  if (!account || !region || !name || !type || !resource) return null;
  return { rule: { name, account, region, definition: null }, resource: { type, id: resource } };
}

/** The rules of findings. */
async function rulesOf(
  client: ConfigServiceClient,
  { aggregator }: ConfigSource,
  findings: readonly Finding[],
  signal: AbortSignal,
): Promise<readonly RulePlace[]> {
  const places = new Map<string, RulePlace>();
  for (const finding of findings) {
    const rule = verdictOf(finding)?.rule;
    if (rule !== undefined) places.set(keyOfRule(rule), rule);
  }
  if (aggregator !== null) return [...places.values()];
  const names = new Set([...places.values()].map(({ name }) => name));
  return describeRules(client, names, signal);
}

function keyOf(finding: Finding): string {
  return findingKey(finding.source, finding.id);
}

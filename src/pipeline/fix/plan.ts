import { failed, ok, type Result } from '../../foundation/result.ts';
import { lowerFirst } from '../../foundation/sentence.ts';
import type { EditIntent } from '../../model/language.ts';
import { entryFor, entryScope, examine } from './assess.ts';
import { allOf, together } from './examination.ts';
import { addResource, emptyResource } from './new-resource.ts';
import type { TemplateEntry } from './schema.ts';
import { type Refusal, type Scope, type Subject, scopeOf, type Work, within } from './scope.ts';
import { type Template, typesRead } from './template.ts';
import { type Write, writesOf } from './writes.ts';

/** What a fix does to the code, before the language has made it text. */
export interface FixPlan {
  readonly intents: readonly EditIntent[];
  /** Every argument that is written or taken away, for the proofs about schema and update behaviour. */
  readonly writes: readonly Write[];
  /** Resource types that are added. */
  readonly companions: readonly string[];
  /** Facts that the pull request should say. */
  readonly notes: readonly string[];
  /** Why the change is not ready to merge: settings of the running cloud that it may replace. */
  readonly overwrites: readonly string[];
  /** What the template says about risk, one sentence each. */
  readonly risks: readonly string[];
  readonly rollback: string | null;
}

/** The fix for a resource whose verdict is vulnerable, or why none is proposed. */
export function planFix(template: Template, subject: Subject): Result<FixPlan, Refusal> {
  const { resource } = subject;
  const entry = entryFor(template, subject);
  if (entry === null)
    return failed({ reason: `The template says nothing about ${resource.type}.` });
  if (resource.locked !== null) return failed({ reason: resource.locked });
  const scope = entryScope(template, subject);
  const refused = refusalIn(entry, scope);
  if (refused !== null) return failed(refused);
  const required = examine(template, entry, subject);
  if (required.state === 'met') return failed({ reason: 'The code already fulfils it.' });
  const also = entry.also.map((requirement) => requirement.examine(scope));
  const work = required.mend();
  if (!work.ok) return work;
  const alsoWork = allOf(also.filter((one) => one.state === 'failed')).mend();
  if (!alsoWork.ok) return alsoWork;
  return planOf(template, together([work.value, alsoWork.value]));
}

/**
 * The fix for a setting of the account that no code makes: one is added beside the subject, which only lends its
 * place in the code. Refused where the template adds none.
 */
export function planMissing(
  template: Template,
  type: string,
  subject: Subject,
): Result<FixPlan, Refusal> {
  const { language } = subject.resource;
  const entry = template.entries[language].find(({ resource }) => resource === type);
  if (entry?.missing === undefined)
    return failed({ reason: `The template adds no ${type} where the code has none.` });
  if (subject.resource.locked !== null) return failed({ reason: subject.resource.locked });
  const scope = scopeOf(subject, typesRead(template, language));
  const refused = refusalIn(entry, within(scope, emptyResource(subject.resource, type)));
  if (refused !== null) return failed(refused);
  const name = subject.resource.address.split('.').at(-1);
  const taken = scope.index.inRoot(type, subject.resource.root);
  // What is added besides refers to it by the name of what it is put beside.
  if (entry.missing.besides.length > 0 && taken.some(({ address }) => address.endsWith(`.${name}`)))
    return failed({ reason: `There is another ${type} called ${name}: add one by hand.` });
  const { missing, require } = entry;
  const { resource } = subject;
  const all = [...require, ...missing.besides];
  const work = addResource(scope, { type, require: all, links: [], ...missing });
  if (!work.ok) return work;
  const overwrites = missing.overwrites === undefined ? [] : [missing.overwrites];
  const intents = work.value.intents.map((one) =>
    one.kind === 'add-resource' ? { ...one, beside: resource } : one,
  );
  return planOf(template, { ...work.value, intents, overwrites });
}

/** Why the template wants no fix here; null when it does. */
function refusalIn({ refuse }: TemplateEntry, scope: Scope): Refusal | null {
  for (const refusal of refuse) {
    const { truth, because } = refusal.when.holds(scope);
    if (truth === 'yes') return { reason: `${refusal.reason} (${because})` };
    if (truth === 'unknown' && refusal.unknown === 'refuse')
      return { reason: `It cannot be ruled out, because ${because}: ${refusal.reason}` };
  }
  return null;
}

function planOf({ risk, rollback }: Template, work: Work): Result<FixPlan, Refusal> {
  const { intents, notes, overwrites } = work;
  if (intents.length === 0) return failed({ reason: 'There is nothing in the code to change.' });
  return ok({
    intents,
    writes: writesOf(intents),
    companions: intents.flatMap((intent) => (intent.kind === 'add-resource' ? [intent.type] : [])),
    notes,
    overwrites,
    risks: [
      ...risk.notes,
      ...labelled('Access that may break', risk.access),
      ...labelled('Downtime', risk.downtime),
      ...labelled('Cost', risk.cost),
    ],
    rollback,
  });
}

function labelled(label: string, words: string | undefined): readonly string[] {
  return words === undefined ? [] : [`${label}: ${lowerFirst(words)}`];
}

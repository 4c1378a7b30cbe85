import { failed, ok, type Result } from '../../foundation/result.ts';
import type { EditIntent } from '../../model/language.ts';
import { entryFor, entryScope, examine } from './assess.ts';
import { allOf, together } from './examination.ts';
import type { Refusal, Subject } from './scope.ts';
import type { Template } from './template.ts';
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
  for (const refusal of entry.refuse) {
    const { truth, because } = refusal.when.holds(entryScope(template, subject));
    if (truth === 'yes') return failed({ reason: `${refusal.reason} (${because})` });
    if (truth === 'unknown' && refusal.unknown === 'refuse')
      return failed({
        reason: `It cannot be ruled out, because ${because}: ${refusal.reason}`,
      });
  }
  const required = examine(template, entry, subject);
  if (required.state === 'met') return failed({ reason: 'The code already fulfils it.' });
  const scope = entryScope(template, subject);
  const also = entry.also.map((requirement) => requirement.examine(scope));
  const work = required.mend();
  if (!work.ok) return work;
  const alsoWork = allOf(also.filter((one) => one.state === 'failed')).mend();
  if (!alsoWork.ok) return alsoWork;
  const { intents, notes, overwrites } = together([work.value, alsoWork.value]);
  if (intents.length === 0) return failed({ reason: 'There is nothing in the code to change.' });
  const { risk, rollback } = template;
  const risks = [
    ...risk.notes,
    ...labelled('Access that may break', risk.access),
    ...labelled('Downtime', risk.downtime),
    ...labelled('Cost', risk.cost),
  ];
  return ok({
    intents,
    writes: writesOf(intents),
    companions: intents.flatMap((intent) => (intent.kind === 'add-resource' ? [intent.type] : [])),
    notes,
    overwrites,
    risks,
    rollback,
  });
}

function labelled(label: string, text: string | undefined): readonly string[] {
  return text === undefined ? [] : [`${label}: ${lowerFirst(text)}`];
}

/** `Whoever connects …` → `whoever connects …`; `SSH …` stays. */
function lowerFirst(text: string): string {
  return /^[A-Z][a-z]+[ .]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

import type { Place } from '../../model/source.ts';
import { allOf } from './examination.ts';
import { placeOf } from './place.ts';
import type { TemplateEntry } from './schema.ts';
import { type Examination, type Fault, type Scope, type Subject, scopeOf } from './scope.ts';
import { type Template, typesRead } from './template.ts';

/** One thing that is wrong or not known, and where it is written. */
export interface AssessedFault {
  readonly reason: string;
  readonly address: string;
  readonly place: Place;
}

/** A template's predicate on one resource. */
export interface Assessment {
  readonly verdict: 'vulnerable' | 'compliant' | 'unknown' | 'not-applicable';
  /** One sentence. */
  readonly reason: string;
  readonly faults: readonly AssessedFault[];
}

/** Whether the resource has the weakness that the template mends. An unknown is never called compliant. */
export function assess(template: Template, subject: Subject): Assessment {
  const entry = entryFor(template, subject);
  if (entry === null)
    return verdict('not-applicable', `The template says nothing about ${subject.resource.type}.`);
  const applies = entry.when?.holds(entryScope(template, subject)) ?? { truth: 'yes', because: '' };
  if (applies.truth === 'no')
    return verdict('not-applicable', `The template does not apply: ${applies.because}.`);
  const examination = examine(template, entry, subject);
  const reason = examination.faults.map((fault) => fault.reason).join('; ');
  const faults = examination.faults.map((fault) => locate(fault, subject));
  if (examination.state === 'met') return verdict('compliant', 'The code already fulfils it.');
  if (applies.truth === 'unknown')
    return verdict('unknown', `Whether the template applies is not known: ${applies.because}.`);
  return examination.state === 'failed'
    ? { verdict: 'vulnerable', reason: `${capital(reason)}.`, faults }
    : { verdict: 'unknown', reason: `The code does not tell: ${reason}.`, faults };
}

/** Whether the template is about the resource at all, as far as the code tells: its `when` does not rule it out. */
export function concerns(template: Template, subject: Subject): boolean {
  const entry = entryFor(template, subject);
  return entry !== null && entry.when?.holds(entryScope(template, subject)).truth !== 'no';
}

/** The template's entry for the resource's type. */
export function entryFor(template: Template, { resource }: Subject): TemplateEntry | null {
  const entries = template.entries[resource.language];
  return entries.find((entry) => entry.resource === resource.type) ?? null;
}

/** All requirements of an entry on the resource. */
export function examine(template: Template, entry: TemplateEntry, subject: Subject): Examination {
  const scope = entryScope(template, subject);
  return allOf(entry.require.map((requirement) => requirement.examine(scope)));
}

/** Where a template looks first: the subject's whole resource. */
export function entryScope(template: Template, subject: Subject): Scope {
  return scopeOf(subject, typesRead(template, subject.resource.language));
}

function verdict(of: Assessment['verdict'], reason: string): Assessment {
  return { verdict: of, reason, faults: [] };
}

function locate(fault: Fault, subject: Subject): AssessedFault {
  return {
    reason: fault.reason,
    address: fault.resource.address,
    place: placeOf(fault.resource, fault.path, subject.code.tree),
  };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

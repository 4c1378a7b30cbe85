import type { Result } from '../../foundation/result.ts';
import type { Code, EditIntent, EvaluationContext } from '../../model/language.ts';
import type { ResourceInCode } from '../../model/resource.ts';
import type { PropertyPath, Value } from '../../model/value.ts';
import type { Parameters } from './parameters.ts';
import { ResourceIndex } from './resource-index.ts';

/** What a template is put to: one resource in one view of the code. */
export interface Subject {
  readonly resource: ResourceInCode;
  readonly code: Code;
  readonly context: EvaluationContext;
  readonly parameters: Parameters;
  /** When the source of the finding last looked at the resource, in ISO 8601; absent where there is no finding. */
  readonly seen?: string;
  /** Of the same code and context; worth passing when many resources are assessed. */
  readonly index?: ResourceIndex;
}

/** Where a requirement or condition looks: a resource, and inside it one block or element. */
export interface Scope {
  readonly subject: Subject;
  readonly index: ResourceIndex;
  /** Every resource type that the template reads. */
  readonly types: readonly string[];
  /** The resource looked at: the subject's, or a companion of it. */
  readonly resource: ResourceInCode;
  /** The block or element looked at; empty for the whole resource. */
  readonly base: PropertyPath;
  readonly value: Value;
}

/** Three-valued truth. An unknown is never taken for the better case. */
export type Truth = 'yes' | 'no' | 'unknown';

/** A truth with the words for it: `storage_encrypted is false`. */
export interface Answer {
  readonly truth: Truth;
  readonly because: string;
}

/** Why no fix is proposed, in one sentence, with what a person can do. */
export interface Refusal {
  readonly reason: string;
}

/** What mending takes. */
export interface Work {
  readonly intents: readonly EditIntent[];
  /** Facts that the pull request should say. */
  readonly notes: readonly string[];
  /** Settings of the running cloud that an added resource would replace if one is there. */
  readonly overwrites: readonly string[];
}

/** Something in the code that fails a requirement, or leaves it open. */
export interface Fault {
  readonly reason: string;
  readonly resource: ResourceInCode;
  /** The property; empty for the resource as a whole. */
  readonly path: PropertyPath;
}

/** What a requirement finds in the code, and how to mend it. */
export interface Examination {
  readonly state: 'met' | 'failed' | 'unknown';
  /** Why it is not met; empty when it is. */
  readonly faults: readonly Fault[];
  /** Whether the code already uses the form that the requirement looks for (chooses between alternatives). */
  readonly present: boolean;
  mend(): Result<Work, Refusal>;
}

/** One line of a template's `require:`: predicate and operation in one, so that they cannot disagree. */
export interface Requirement {
  /** The resource types that it reads beside the subject's own. */
  readonly types: readonly string[];
  /** Every argument that mending may write, seen from the type and path that it is put to. */
  arguments(at: Argument): readonly Argument[];
  /** Every further argument that it only looks at. */
  reads(at: Argument): readonly Argument[];
  examine(scope: Scope): Examination;
}

/** An argument of a resource type, or (with an empty path) the type itself. */
export interface Argument {
  readonly type: string;
  readonly path: readonly string[];
}

/** The argument below another. */
export function below({ type, path }: Argument, names: readonly string[]): Argument {
  return { type, path: [...path, ...names] };
}

/** A template's `when:`. */
export interface Condition {
  readonly types: readonly string[];
  /** Every argument that it looks at, seen from the type and path that it is put to. */
  reads(at: Argument): readonly Argument[];
  holds(scope: Scope): Answer;
}

/** The scope of the subject's whole resource. `types`: what the template reads. */
export function scopeOf(subject: Subject, types: readonly string[]): Scope {
  const { resource, code, context } = subject;
  const index = subject.index ?? new ResourceIndex(code, context);
  return { subject, index, types, resource, base: [], value: resource.properties };
}

/** The scope of another whole resource. */
export function within(scope: Scope, resource: ResourceInCode): Scope {
  return { ...scope, resource, base: [], value: resource.properties };
}

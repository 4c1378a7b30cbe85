import type { Json } from '../foundation/json.ts';
import type { Result } from '../foundation/result.ts';
import type { ConfiguredStack } from './configured-stack.ts';
import type { LanguageId, ResourceInCode } from './resource.ts';
import type { SourceProblem, SourceTree, TextEdit } from './source.ts';
import type { StateBackend } from './terraform-state.ts';
import type { PropertyPath } from './value.ts';

/** What is known from outside the code: the account and region of the finding, and file choices of the configuration. */
export interface EvaluationContext {
  readonly account: string | null;
  readonly region: string | null;
  readonly partition: string | null;
}

export interface ResourceQuery {
  /** Only these types; leaving the others alone is what makes a large checkout fast. */
  readonly types: readonly string[];
  readonly context: EvaluationContext;
}

/** A value that an edit writes. Strings are data: they are escaped, never interpolated. */
export type Written =
  | { readonly kind: 'literal'; readonly value: Json }
  | {
      readonly kind: 'reference';
      readonly to: ResourceInCode;
      readonly attribute: string;
    }
  /** A list or map that has references inside. */
  | { readonly kind: 'list'; readonly items: readonly Written[] }
  | {
      readonly kind: 'map';
      readonly entries: readonly (readonly [string, Written])[];
    }
  /** Text with references inside: `"${aws_s3_bucket.logs.arn}/*"`, `!Sub "${Logs.Arn}/*"`. */
  | {
      readonly kind: 'template';
      readonly parts: readonly (
        | string
        | { readonly to: ResourceInCode; readonly attribute: string }
      )[];
    }
  /** A JSON document: `jsonencode({…})` where the argument is a string, the object itself where it takes one. */
  | { readonly kind: 'json'; readonly value: Written };

/**
 * One change that a fix wants, in terms of the resource; the language finds the text and the layer. A path may
 * lead on into a policy document, as JSON names its parts (`policy.Statement`), whether the document is an
 * object, JSON text, a heredoc or a policy data source.
 */
export type EditIntent =
  /** Give the property this value, creating what is missing on the way. */
  | {
      readonly kind: 'set';
      readonly resource: ResourceInCode;
      readonly path: PropertyPath;
      readonly value: Written;
      /** Write at the resource itself even where the value comes from elsewhere, because others use that value too. */
      readonly inPlace?: true;
    }
  /** Take the argument, block or list element away. */
  | {
      readonly kind: 'remove';
      readonly resource: ResourceInCode;
      readonly path: PropertyPath;
    }
  /** Add an element to the list (or a block of the repeated block type) at the end, or after element `after`. */
  | {
      readonly kind: 'append';
      readonly resource: ResourceInCode;
      readonly path: PropertyPath;
      readonly value: Written;
      readonly after?: number;
    }
  /**
   * Add a resource beside another, in the same file, module, count or for_each, provider and condition.
   * `properties` may refer to `beside`. Names are derived from `beside` and made unique.
   */
  | {
      readonly kind: 'add-resource';
      readonly type: string;
      readonly beside: ResourceInCode;
      readonly properties: readonly (readonly [string, Written])[];
      /** Wished name; default: the name of `beside`. */
      readonly name?: string;
    }
  /** Take the whole resource away; refused while something refers to it. */
  | { readonly kind: 'remove-resource'; readonly resource: ResourceInCode };

/** Why an edit cannot be made, in one sentence, with what a person can do. */
export interface EditRefusal {
  readonly reason: string;
  /** Set when the edit could be made, but a plan would not act on it. */
  readonly ineffective?: true;
}

export interface Edited {
  readonly edits: readonly TextEdit[];
  /** Facts about the edit that the pull request should say (`the default counts only where …`). */
  readonly notes: readonly string[];
}

/** What an update of one argument does to the running resource. */
export interface UpdateBehaviour {
  readonly update:
    | 'in-place'
    | 'restart'
    | 'replaces'
    | 'conditional'
    | 'update-fails'
    | 'no-op'
    | 'unknown';
  readonly detail: string;
  /** Whether the running resource's data goes with it; null when that is not known. */
  readonly dataLoss: boolean | null;
  /** Set when the old resource's data is kept, but not in the new one. */
  readonly startsEmpty?: true;
  /** Where that fact comes from. */
  readonly source: string;
}

/** One language's view of one checkout. Files are parsed when first needed, and kept. */
export interface Code {
  readonly tree: SourceTree;
  /** Every instance of these types that the code makes. */
  resources(query: ResourceQuery): readonly ResourceInCode[];
  /** Every instance of every type that one root makes. */
  rootResources(root: string, context: EvaluationContext): readonly ResourceInCode[];
  /**
   * What a state says exists at these addresses in modules whose code is not at hand: found at the calls, locked.
   * Absent in languages without such modules.
   */
  elsewhere?(addresses: readonly string[], context: EvaluationContext): readonly ResourceInCode[];
  /** Where a root keeps its state; null when the code does not say. Absent in languages without states. */
  stateBackend?(root: string): StateBackend | null;
  /** The roots in whose evaluation this file takes part. */
  rootsOf(path: string): readonly string[];
  /** What could not be understood so far. */
  problems(): readonly SourceProblem[];
  /** The text edits for all intents together, on the tree of this view. */
  edit(intents: readonly EditIntent[], context: EvaluationContext): Result<Edited, EditRefusal>;
  /** The same view over a changed tree; what did not change is not parsed again. */
  with(tree: SourceTree): Code;
}

/** A language that is edited. A new one is a folder in `languages/` and one line of registration. */
export interface Language {
  readonly id: LanguageId;
  /** Whether the path alone says that it may hold this language. */
  claims(path: string): boolean;
  /** This language's resource types that can make a cloud resource of this CloudFormation type name. */
  typesFor(cloudType: string): readonly string[];
  /** `stacks`: how the configuration says that templates are deployed; languages without templates have no use for it. */
  open(tree: SourceTree, stacks?: readonly ConfiguredStack[]): Code;
  /** The official grammar's verdict on a file: null when accepted, else the complaint. */
  grammarComplaint(path: string, text: string): Promise<string | null>;
  /** Whether type and path (indexes left out) exist in the provider's schema; null when the type is not in the extract. */
  inSchema(type: string, path: PropertyPath): boolean | null;
  /** What writing this argument does to a running resource; `removal` when it is taken away; `value` where that is known. */
  updateBehaviour(
    resource: ResourceInCode,
    path: PropertyPath,
    removal: boolean,
    value?: Json,
  ): UpdateBehaviour;
}

import type { ConfiguredStack } from '../../model/configured-stack.ts';
import type { Severity } from '../../model/finding.ts';
import type { RepositoryDocument } from './schema.ts';

/** What may be written to a repository. */
export type Mode = 'observe' | 'issue' | 'pull-request';

type Scalar = string | number | boolean;
/** A value for a template's parameter; the template says which type it wants. */
export type ParameterValue =
  | Scalar
  | readonly Scalar[]
  | Readonly<Record<string, Scalar | readonly Scalar[]>>;

export interface TemplateSettings {
  readonly enabled: boolean;
  readonly parameters: ReadonlyMap<string, ParameterValue>;
}

/** A person's word on which code made a resource. */
export interface Hint {
  /** ARN or id, with `*` as wildcard (foundation/wildcard.ts). */
  readonly resource: string;
  readonly address: string;
  readonly directory: string | null;
}

/** What a root module is applied to. */
export interface PlacedDirectory {
  /** A root module's directory or one above it, or the variable file of one of its environments. */
  readonly path: string;
  readonly account: string | null;
  readonly region: string | null;
}

/** A repository's configuration with every default filled in. */
export interface RepositoryConfig {
  /** What it builds on, as written; already merged in, as far as it could be read. */
  readonly extends: readonly string[];
  readonly mode: Mode;
  readonly limits: { readonly open: number; readonly perHour: number };
  readonly templates: ReadonlyMap<string, TemplateSettings>;
  /** Path patterns (foundation/wildcard.ts). */
  readonly paths: { readonly include: readonly string[]; readonly exclude: readonly string[] };
  readonly minimumSeverity: Severity;
  readonly hints: readonly Hint[];
  /** Keys of tags whose values are unique to a block. */
  readonly traceTags: readonly string[];
  readonly directories: readonly PlacedDirectory[];
  readonly stacks: readonly ConfiguredStack[];
  /** Whether an exposure that is not fixed yet may be published on a public repository. */
  readonly publishOnPublicRepository: boolean;
}

/** What the file says, with defaults for what it leaves out. */
export function withDefaults(document: RepositoryDocument): RepositoryConfig {
  return {
    extends: extendsOf(document),
    mode: document.mode ?? 'observe',
    limits: { open: document.limits?.open ?? 10, perHour: document.limits?.['per-hour'] ?? 4 },
    templates: new Map(
      Object.entries(document.templates ?? {}).map(([id, settings]) => [
        id,
        {
          enabled: settings.enabled ?? true,
          parameters: new Map(Object.entries(settings.parameters ?? {})),
        },
      ]),
    ),
    paths: {
      include: document.paths?.include ?? ['**'],
      exclude: document.paths?.exclude ?? [],
    },
    minimumSeverity: severityNamed(document['minimum-severity'] ?? 'informational'),
    hints: (document.hints ?? []).map((hint) => ({ ...hint, directory: hint.directory ?? null })),
    traceTags: document['trace-tags'] ?? [],
    directories: (document.directories ?? []).map((entry) => ({
      path: entry.path,
      account: entry.account ?? null,
      region: entry.region ?? null,
    })),
    stacks: (document.stacks ?? []).map((entry) => ({
      name: entry.name,
      template: entry.template,
      parameterFile: entry['parameter-file'] ?? null,
      account: entry.account ?? null,
      region: entry.region ?? null,
    })),
    publishOnPublicRepository: document['publish-on-public-repository'] ?? false,
  };
}

/** What applies where no configuration was merged: nothing is written. */
export const NO_CONFIG: RepositoryConfig = withDefaults({ version: 1 });

/** What a file builds on, in the order that it gives. */
export function extendsOf(document: RepositoryDocument): readonly string[] {
  const named = document.extends ?? [];
  return typeof named === 'string' ? [named] : named;
}

function severityNamed(name: NonNullable<RepositoryDocument['minimum-severity']>): Severity {
  return name.toUpperCase() as Uppercase<typeof name>;
}

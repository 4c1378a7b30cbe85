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
  /** Null where nothing is said: then it is. */
  readonly enabled: boolean | null;
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

/** What holds for some of the code only. Later ones win; null where nothing is said. */
export interface Override {
  /** Patterns for the files in which blocks stand; null: any. */
  readonly paths: readonly string[] | null;
  /** Patterns for root modules, variable files of theirs, and templates; null: any. */
  readonly environments: readonly string[] | null;
  readonly enabled: boolean | null;
  readonly minimumSeverity: Severity | null;
  readonly templates: ReadonlyMap<string, TemplateSettings>;
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
  readonly overrides: readonly Override[];
  readonly hints: readonly Hint[];
  /** Keys of tags whose values are unique to a block. */
  readonly traceTags: readonly string[];
  readonly directories: readonly PlacedDirectory[];
  readonly stacks: readonly ConfiguredStack[];
  /** Environments at GitHub to which a successful deployment means that the code was applied. */
  readonly applyEnvironments: readonly string[];
  /** Whether an exposure that is not fixed yet may be published on a public repository. */
  readonly publishOnPublicRepository: boolean;
}

/** What the file says, with defaults for what it leaves out. */
export function withDefaults(document: RepositoryDocument): RepositoryConfig {
  return {
    extends: extendsOf(document),
    mode: document.mode ?? 'observe',
    limits: { open: document.limits?.open ?? 10, perHour: document.limits?.['per-hour'] ?? 4 },
    templates: settingsFrom(document.templates),
    paths: {
      include: document.paths?.include ?? ['**'],
      exclude: document.paths?.exclude ?? [],
    },
    minimumSeverity: severityNamed(document['minimum-severity'] ?? 'informational'),
    overrides: (document.overrides ?? []).map((override) => ({
      paths: override.paths ?? null,
      environments: override.environments ?? null,
      enabled: override.enabled ?? null,
      minimumSeverity:
        override['minimum-severity'] === undefined
          ? null
          : severityNamed(override['minimum-severity']),
      templates: settingsFrom(override.templates),
    })),
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
    applyEnvironments: document['apply-environments'] ?? [],
    publishOnPublicRepository: document['publish-on-public-repository'] ?? false,
  };
}

function settingsFrom(
  templates: RepositoryDocument['templates'],
): ReadonlyMap<string, TemplateSettings> {
  return new Map(
    Object.entries(templates ?? {}).map(([id, { enabled, parameters }]) => [
      id,
      { enabled: enabled ?? null, parameters: new Map(Object.entries(parameters ?? {})) },
    ]),
  );
}

/** Settings of templates on top of others, parameter by parameter. */
export function mergeSettings(
  base: ReadonlyMap<string, TemplateSettings>,
  over: ReadonlyMap<string, TemplateSettings>,
): ReadonlyMap<string, TemplateSettings> {
  const merged = new Map(base);
  for (const [id, { enabled, parameters }] of over) {
    const below = base.get(id);
    merged.set(id, {
      enabled: enabled ?? below?.enabled ?? null,
      parameters: new Map([...(below?.parameters ?? []), ...parameters]),
    });
  }
  return merged;
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

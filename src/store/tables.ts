import type { ColumnType, Generated, Kysely } from 'kysely';
import type { Finding } from '../model/finding.ts';
import type { FindingOutcome, OutcomeKind } from '../model/outcome.ts';
import type { Owner } from '../model/owner.ts';
import type { StateResource } from '../model/terraform-state.ts';

type Time = ColumnType<Date, Date, Date>;
type MaybeTime = ColumnType<Date | null, Date | null | undefined, Date | null>;
/** Read as what it holds, written as JSON text (storable-json.ts). */
type JsonColumn<T> = ColumnType<T, string, string>;

/** A GitHub account or organisation that has (or had) the app. */
export interface OwnersTable {
  owner: Owner;
  /** As GitHub writes it. */
  login: string;
  installation: number;
  suspended: boolean;
  updated_at: Time;
}

export interface RepositoriesTable {
  owner: Owner;
  name: string;
  github_id: number;
  visibility: string;
  archived: boolean;
  fork: boolean;
  default_branch: string;
  /** Why it is left alone, in one sentence; null when it is worked on. */
  skip_reason: string | null;
  /** The commit that the index describes. */
  indexed_commit: string | null;
  updated_at: Time;
}

/** GitHub's webhook deliveries, each once. */
export interface DeliveriesTable {
  id: string;
  owner: Owner;
  event: string;
  action: string | null;
  payload: string;
  received_at: Time;
}

export interface FindingsTable {
  owner: Owner;
  /** Digest of source and id (findings.ts). */
  key: string;
  source: string;
  id: string;
  control: string | null;
  severity: string;
  status: string;
  active: boolean;
  resource: string;
  account: string | null;
  region: string | null;
  /** Digest of the content: the same finding again changes nothing. */
  digest: string;
  source_updated_at: MaybeTime;
  first_received_at: Time;
  received_at: Time;
  /** Whether it still has to be worked on. */
  pending: boolean;
  finding: JsonColumn<Finding>;
}

/** What a finding was, each time that it changed. */
export interface FindingHistoryTable {
  owner: Owner;
  key: string;
  at: Time;
  digest: string;
  severity: string;
  status: string;
  active: boolean;
  source_updated_at: MaybeTime;
}

/** The latest outcome of each finding. */
export interface OutcomesTable {
  owner: Owner;
  key: string;
  repository: string | null;
  at: Time;
  outcome: OutcomeKind;
  report: JsonColumn<FindingOutcome>;
}

/** A root cause in a repository, and how far its removal is. */
export interface RemediationsTable {
  owner: Owner;
  repository: string;
  fingerprint: string;
  state: string;
  template: string;
  address: string;
  updated_at: Time;
  data: JsonColumn<unknown>;
}

/** A pull request (or issue) of ours, as last seen; GitHub is the truth. */
export interface ChangesTable {
  owner: Owner;
  repository: string;
  /** The identity: stable over its set of fingerprints. */
  id: string;
  branch: string;
  number: number | null;
  state: string;
  head: string | null;
  opened_at: MaybeTime;
  closed_at: MaybeTime;
  closed_by: string | null;
  updated_at: Time;
  data: JsonColumn<unknown>;
}

export interface ChangeFingerprintsTable {
  owner: Owner;
  repository: string;
  change: string;
  fingerprint: string;
}

/** Everything that happened, with its time. */
export interface EventsTable {
  seq: Generated<number>;
  owner: Owner;
  at: Time;
  kind: string;
  repository: string | null;
  finding_key: string | null;
  fingerprint: string | null;
  change: string | null;
  data: JsonColumn<unknown>;
}

/** The files of a repository's default branch that may hold infrastructure code. */
export interface RepositoryFilesTable {
  owner: Owner;
  repository: string;
  path: string;
  mode: string;
  sha: string;
}

/** What a blob says, by its SHA, so that an unchanged file is never fetched again. */
export interface BlobsTable {
  owner: Owner;
  sha: string;
  /** Null when it is kept out: the reason says why. */
  content: ColumnType<Uint8Array | null, Uint8Array | null, Uint8Array | null>;
  reason: string | null;
}

/** What Terraform states say made which resources: addresses, types, ids and ARNs, no other attribute. */
export interface TerraformStatesTable {
  owner: Owner;
  bucket: string;
  key: string;
  version: string | null;
  resources: JsonColumn<readonly StateResource[]>;
  /** When what it says changed last. */
  changed_at: Time;
}

/** How far a source was read. */
export interface CursorsTable {
  owner: Owner;
  source: string;
  position: JsonColumn<unknown>;
  updated_at: Time;
}

/** What a source said of a finding last, also when it said nothing new. */
export interface EvaluationsTable {
  owner: Owner;
  /** The finding's key. */
  key: string;
  /** The source that it was read from; null when it was sent to us. */
  via: string | null;
  evaluated_at: Time;
  seen_at: Time;
  status: string;
  closure: string | null;
}

/** How a remediation goes on. */
export interface FollowUpsTable {
  owner: Owner;
  /** Empty for a finding that no repository is known for. */
  repository: string;
  fingerprint: string;
  /** Both empty while they are not known. */
  template: string;
  address: string;
  /** Whether something happened that was not looked at. */
  changed: boolean;
  recheck_at: MaybeTime;
  transitions: JsonColumn<unknown>;
  /** The keys of the actions that were done. */
  done: JsonColumn<readonly string[]>;
}

export interface FollowUpFindingsTable {
  owner: Owner;
  finding: string;
  repository: string;
  fingerprint: string;
}

/** What happened to a remediation (pipeline/follow-up/event.ts). */
export interface FollowUpEventsTable {
  owner: Owner;
  repository: string;
  fingerprint: string;
  identity: string;
  event: JsonColumn<unknown>;
  first_seen: Time;
  last_seen: Time;
}

/** Each finding's way from found to verified, for the clocks. */
export interface JourneysTable {
  owner: Owner;
  repository: string;
  fingerprint: string;
  finding: string;
  found_at: Time;
  proposed_at: MaybeTime;
  merged_at: MaybeTime;
  applied_at: MaybeTime;
  verified_at: MaybeTime;
  state: string;
  since: Time;
  again: boolean;
  severity: string;
  control: string | null;
  team: string | null;
}

export interface Tables {
  owners: OwnersTable;
  repositories: RepositoriesTable;
  deliveries: DeliveriesTable;
  findings: FindingsTable;
  finding_history: FindingHistoryTable;
  outcomes: OutcomesTable;
  remediations: RemediationsTable;
  changes: ChangesTable;
  change_fingerprints: ChangeFingerprintsTable;
  events: EventsTable;
  repository_files: RepositoryFilesTable;
  blobs: BlobsTable;
  terraform_states: TerraformStatesTable;
  cursors: CursorsTable;
  evaluations: EvaluationsTable;
  follow_ups: FollowUpsTable;
  follow_up_findings: FollowUpFindingsTable;
  follow_up_events: FollowUpEventsTable;
  journeys: JourneysTable;
}

/** The database, or a transaction on it: every function of the store takes either. */
export type Database = Kysely<Tables>;

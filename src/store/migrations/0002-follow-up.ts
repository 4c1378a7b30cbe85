import { type Kysely, sql } from 'kysely';

/** What sources said last, and how remediations go on after their pull request. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `create table evaluations (
    owner text not null,
    key text not null,
    via text,
    evaluated_at timestamptz not null,
    seen_at timestamptz not null,
    status text not null,
    closure text,
    primary key (owner, key))`,
  `create index evaluations_open on evaluations (owner, via, seen_at)
    where status = 'failed' and closure is null`,
  `create table follow_ups (
    owner text not null,
    repository text not null,
    fingerprint text not null,
    template text not null,
    address text not null,
    changed boolean not null,
    recheck_at timestamptz,
    transitions jsonb not null,
    done jsonb not null,
    primary key (owner, repository, fingerprint))`,
  'create index follow_ups_changed on follow_ups (owner) where changed',
  'create index follow_ups_recheck on follow_ups (owner, recheck_at) where recheck_at is not null',
  `create table follow_up_findings (
    owner text not null,
    finding text not null,
    repository text not null,
    fingerprint text not null,
    primary key (owner, finding, repository, fingerprint))`,
  'create index follow_up_findings_remediation on follow_up_findings (owner, repository, fingerprint)',
  `create table follow_up_events (
    owner text not null,
    repository text not null,
    fingerprint text not null,
    identity text not null,
    event jsonb not null,
    first_seen timestamptz not null,
    last_seen timestamptz not null,
    primary key (owner, repository, fingerprint, identity))`,
  `create table journeys (
    owner text not null,
    repository text not null,
    fingerprint text not null,
    finding text not null,
    found_at timestamptz not null,
    proposed_at timestamptz,
    merged_at timestamptz,
    applied_at timestamptz,
    verified_at timestamptz,
    state text not null,
    since timestamptz not null,
    again boolean not null,
    severity text not null,
    control text,
    team text,
    primary key (owner, repository, fingerprint, finding, found_at))`,
];

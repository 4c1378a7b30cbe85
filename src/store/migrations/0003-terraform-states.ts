import { type Kysely, sql } from 'kysely';

/** A state is read as a whole and used as a whole: one row each. What no code makes is found by an index. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw('drop table state_resources').execute(db);
  await sql
    .raw(`create table terraform_states (
      owner text not null,
      bucket text not null,
      key text not null,
      version text,
      resources jsonb not null,
      changed_at timestamptz not null,
      primary key (owner, bucket, key))`)
    .execute(db);
  // What no code makes is asked for after every run, and how many have which outcome by the dashboard.
  await sql.raw('create index outcomes_outcome on outcomes (owner, outcome, key)').execute(db);
}

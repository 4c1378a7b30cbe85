import { type Kysely, sql } from 'kysely';
import { placesOf } from '../../../src/languages/terraform/modules/own-modules.ts';
import type { Tables } from '../../../src/store/tables.ts';

/** The owner that nearly everything belongs to. */
export const OWNER = 'acme';
export const SOURCE = 'security-hub eu-west-1 own ';
const REPOSITORIES = 200;
/** Where the files of modules in other repositories are indexed, for the one that some repositories call. */
export const MODULE = placesOf('acme', 'modules');

/**
 * Fills an empty, migrated store with so many findings and with what comes of them: a fifth still
 * fails, one in five hundred waits, and nine of ten are one owner's, as at a large company.
 */
export async function fillStore(db: Kysely<Tables>, findings: number): Promise<void> {
  for (const statement of statements(findings)) await sql.raw(statement).execute(db);
  await sql`vacuum analyze`.execute(db);
}

/** What a finding's number makes of it; the same expressions name the same row everywhere. */
const OWNED = `case when n % 10 = 0 then 'globex' else '${OWNER}' end`;
const KEY = `encode(sha256(n::text::bytea), 'hex')`;
const REPOSITORY = `'infra-' || n % ${REPOSITORIES}`;
const FINGERPRINT = `'cause-' || n`;
const CHANGE = `'change-' || n`;
const AT = `now() - (n || ' seconds')::interval`;
const FAILS = 'n % 5 = 1';

function statements(findings: number): readonly string[] {
  const numbers = (share: number) => `generate_series(1, ${Math.ceil(findings * share)}) as n`;
  const failing = `${numbers(1)} where ${FAILS}`;
  return [
    `insert into owners select o, o, 1, false, now() from unnest(array['${OWNER}', 'globex']) as o`,
    `insert into repositories
      select '${OWNER}', ${REPOSITORY}, n, 'private', false, false, 'main', null, 'c0ffee', now()
      from generate_series(0, ${REPOSITORIES - 1}) as n`,
    `insert into deliveries
      select 'delivery-' || n, ${OWNED}, 'push', null, repeat('x', 500), ${AT} from ${numbers(0.05)}`,
    `insert into findings
      select ${OWNED}, ${KEY}, 'security-hub', 'finding-' || n, 'S3.8', 'HIGH',
        case when ${FAILS} then 'failed' else 'passed' end, ${FAILS}, 'arn:aws:s3:::bucket-' || n,
        '111111111111', 'eu-west-1', ${KEY}, ${AT}, ${AT}, ${AT}, n % 500 = 1,
        jsonb_build_object('id', 'finding-' || n, 'source', 'security-hub', 'description', repeat('x', 300))
      from ${numbers(1)}`,
    `insert into finding_history
      select ${OWNED}, ${KEY}, ${AT}, ${KEY}, 'HIGH', 'failed', true, null from ${numbers(1)}`,
    `insert into outcomes
      select ${OWNED}, ${KEY}, ${REPOSITORY}, ${AT}, case when n % 500 = 6 then 'unmanaged' when ${FAILS} then 'fixed' else 'not-failing' end,
        jsonb_build_object('outcome', 'fixed', 'reason', repeat('x', 200)) from ${numbers(1)}`,
    `insert into evaluations
      select ${OWNED}, ${KEY}, '${SOURCE}', ${AT}, ${AT}, case when ${FAILS} then 'failed' else 'passed' end,
        case when ${FAILS} then null else 'resolved' end from ${numbers(1)}`,
    `insert into events (owner, at, kind, repository, finding_key, fingerprint, data)
      select ${OWNED}, ${AT}, 'outcome.fixed', ${REPOSITORY}, ${KEY}, null, '{}' from ${numbers(1)}`,
    `insert into events (owner, at, kind, repository, finding_key, fingerprint, data)
      select ${OWNED}, ${AT}, 'remediation.merged', ${REPOSITORY}, null, ${FINGERPRINT}, '{}' from ${failing}`,
    `insert into remediations
      select ${OWNED}, ${REPOSITORY}, ${FINGERPRINT}, 'merged', 't', 'a', ${AT}, '{}' from ${failing}`,
    `insert into changes
      select ${OWNED}, ${REPOSITORY}, ${CHANGE}, 'b-' || n, n,
        case n % 100 when 1 then 'open' when 2 then 'planned' when 3 then 'declined' else 'merged' end,
        'c0ffee', ${AT}, null, null, ${AT}, jsonb_build_object('text', repeat('x', 1000)) from ${numbers(0.05)}`,
    `insert into change_fingerprints
      select ${OWNED}, ${REPOSITORY}, ${CHANGE}, ${FINGERPRINT} || '-' || i
      from ${numbers(0.05)}, generate_series(1, 2) as i`,
    `insert into repository_files
      select '${OWNER}', ${REPOSITORY}, 'modules/' || n || '/main.tf', '100644', md5(n::text) from ${numbers(0.2)}`,
    `insert into repository_files
      select '${OWNER}', ${REPOSITORY}, '${MODULE}v1/main.tf', '100644', md5(n::text) from generate_series(0, 4) as n`,
    `insert into terraform_states
      select '${OWNER}', 'states', 'state-' || n, null,
        jsonb_build_array(jsonb_build_object('address', 'aws_s3_bucket.b' || n)), now() from ${numbers(0.001)}`,
    `insert into blobs
      select '${OWNER}', md5(n::text), convert_to(repeat('x', 300), 'utf8'), null from ${numbers(0.2)}`,
    `insert into cursors select '${OWNER}', 'source-' || n, '{}', now() from generate_series(1, 10) as n`,
    `insert into follow_ups
      select ${OWNED}, ${REPOSITORY}, ${FINGERPRINT}, 't', 'a', n % 2000 = 1,
        case when n % 1000 = 6 then ${AT} end, '[]', '[]' from ${failing}`,
    `insert into follow_up_findings
      select ${OWNED}, ${KEY}, ${REPOSITORY}, ${FINGERPRINT} from ${failing}`,
    `insert into follow_up_events
      select ${OWNED}, ${REPOSITORY}, ${FINGERPRINT}, 'event-' || i, '{}', ${AT}, ${AT}
      from ${numbers(1)}, generate_series(1, 3) as i where ${FAILS}`,
    `insert into journeys (owner, repository, fingerprint, finding, found_at, state, since, again, severity)
      select ${OWNED}, ${REPOSITORY}, ${FINGERPRINT}, ${KEY}, ${AT}, 'merged', ${AT}, false, 'HIGH' from ${failing}`,
    `insert into pgboss.job (name, data, state, completed_on)
      select 'wishes', jsonb_build_object('owner', ${OWNED}), 'completed', now() from ${numbers(0.05)}`,
  ];
}

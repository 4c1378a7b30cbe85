import { sql } from 'kysely';
import { storableJson } from './storable-json.ts';

/** Which remediation. The repository is empty while none is known. */
export interface RemediationKey {
  readonly repository: string;
  readonly fingerprint: string;
}

/** Two keys of the same remediation have the same name. */
export function remediationName({ repository, fingerprint }: RemediationKey): string {
  return JSON.stringify([repository, fingerprint]);
}

/** In SQL: the remediations as rows of `given(repository, fingerprint)`, each once; one parameter for any number. */
export function remediationKeys(remediations: readonly RemediationKey[]) {
  const keys = remediations.map(({ repository, fingerprint }) => ({ repository, fingerprint }));
  const unique = [...new Map(keys.map((key) => [remediationName(key), key])).values()];
  return sql`jsonb_to_recordset(${storableJson(unique)}::text::jsonb)
    as given(repository text, fingerprint text)`;
}

import { z } from 'zod';
import { id, json, number, object, text, texts, url } from '../fields.ts';

/**
 * Findings of the Open Cybersecurity Schema Framework, as far as they are read. Security Hub (v2) and
 * Prowler write them. https://schema.ocsf.io/classes/compliance_finding
 */
const account = z.object({ uid: text }).nullish().catch(null);

const resource = z.object({
  uid: id,
  /** Security Hub: the ARN, where `uid` is a name or an address. */
  uid_alt: text,
  name: text,
  type: text,
  region: text,
  cloud_partition: text,
  owner: z.object({ account }).nullish().catch(null),
  labels: json,
  tags: json,
  data: object,
});

export const ocsfFinding = z.object({
  class_uid: z.coerce.number(),
  class_name: text,
  activity_id: number,
  status_id: number,
  /** Prowler: PASS, FAIL or MANUAL. */
  status_code: text,
  severity: text,
  cloud: z.object({ account, provider: text, region: text }).nullish().catch(null),
  metadata: z
    .object({
      /** Prowler: the id of the check. */
      event_code: text,
      product: z.object({ name: text, uid: text }).nullish().catch(null),
    })
    .nullish()
    .catch(null),
  finding_info: z.object({
    uid: id,
    title: text,
    desc: text,
    created_time: number,
    created_time_dt: text,
    first_seen_time_dt: text,
    modified_time: number,
    modified_time_dt: text,
  }),
  compliance: z.object({ control: text, status: text, requirements: texts }).nullish().catch(null),
  unmapped: z
    .object({ compliance: z.record(z.string(), texts).nullish().catch(null) })
    .nullish()
    .catch(null),
  remediation: z
    .object({ references: z.array(url).nullish().catch(null) })
    .nullish()
    .catch(null),
  resources: z.array(resource).min(1, 'is empty: the finding is about no resource'),
});

export type OcsfFinding = z.infer<typeof ocsfFinding>;
export type OcsfResource = z.infer<typeof resource>;

import type { Json, JsonObject } from '../../foundation/json.ts';
import { type Arn, parseArn } from '../../model/arn.ts';
import type { CloudResource } from '../../model/finding.ts';
import { cloudFormationType, typeOfArn, typeOfEngine } from './cloud-type.ts';
import { resourceNames } from './names.ts';
import { readTags } from './tags.ts';

/** What a source says about a resource, in its own spelling. */
export interface DescribedResource {
  readonly id: string;
  readonly type: string | null;
  readonly partition?: string | null;
  readonly account?: string | null;
  readonly region?: string | null;
  readonly tags?: Json | undefined;
  /** Names that the source gives besides the details. */
  readonly names?: readonly string[];
  readonly details?: JsonObject | null | undefined;
}

/** A resource in our words. What its ARN says of account and partition comes before what the source says. */
export function cloudResource(described: DescribedResource): CloudResource {
  const { id } = described;
  const arn = parseArn(id);
  const [, ownAccount] = /^AWS::::Account:(\d{12})$/.exec(id) ?? [];
  const details = described.details ?? {};
  const engine = String(details.Engine ?? details.engine ?? '');
  const type = typeOfEngine(typeOf(described.type, arn), engine);
  return {
    id,
    type: ownAccount === undefined ? type : 'AWS::::Account',
    partition: arn?.partition ?? described.partition ?? null,
    account: arn?.account ?? ownAccount ?? described.account ?? null,
    region: arn?.region ?? described.region ?? null,
    tags: readTags(described.tags),
    names: resourceNames(id, type, arn, details, described.names ?? []),
    details,
  };
}

/** The ARN decides where the source names no type, or only the account. */
function typeOf(described: string | null, arn: Arn | null): string | null {
  const named = described === null ? null : cloudFormationType(described);
  const told = arn === null ? null : typeOfArn(arn);
  return named === null || named === 'AWS::::Account' ? (told ?? named) : named;
}

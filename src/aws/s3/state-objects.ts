import { GetObjectCommand, ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';
import { type Asked, asking } from '../errors.ts';
import { collectPages } from '../pages.ts';

/** A place that the operator lists: nothing outside of it is read. */
export interface StatePlace {
  readonly bucket: string;
  /** Only keys that begin so; empty for all. */
  readonly prefix: string;
}

/** An object's text, or why there is none, in one sentence. */
export type StateObject =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly reason: string };

const LIST: Asked = { service: 'S3', operation: 'ListObjectsV2', permission: 's3:ListBucket' };
const GET: Asked = { service: 'S3', operation: 'GetObject', permission: 's3:GetObject' };

/** A state file as it is listed. */
export interface ListedState {
  readonly key: string;
  /** What changes when the file does; null when S3 does not tell. */
  readonly version: string | null;
}

/** The state files in a place: keys that end in `.tfstate`, or the very key that the prefix is. */
export async function listStateObjects(
  client: S3Client,
  { bucket, prefix }: StatePlace,
  signal?: AbortSignal,
): Promise<readonly ListedState[]> {
  const found = await collectPages(LIST, async (ContinuationToken) => {
    const command = new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, ContinuationToken });
    const answer = await asking(LIST, () =>
      client.send(command, signal ? { abortSignal: signal } : {}),
    );
    return { items: answer.Contents ?? [], token: answer.NextContinuationToken };
  });
  return found.flatMap(({ Key: key, ETag, LastModified }) =>
    key !== undefined && isStateKey(key, prefix)
      ? [{ key, version: ETag ?? LastModified?.toISOString() ?? null }]
      : [],
  );
}

/** S3 takes keys of at most 1,024 bytes; whatever answers need not be S3. */
function isStateKey(key: string, prefix: string): boolean {
  if (!key.startsWith(prefix) || (!key.endsWith('.tfstate') && key !== prefix)) return false;
  return Buffer.byteLength(key) <= 1024 && !/\p{Cc}/u.test(key);
}

/** Reads a state file of a place. A key outside of it is not asked for; a larger file is not read. */
export async function readStateObject(
  client: S3Client,
  { bucket, prefix }: StatePlace,
  key: string,
  maxBytes: number,
  signal?: AbortSignal,
): Promise<StateObject> {
  if (!key.startsWith(prefix))
    return { ok: false, reason: `${key} is outside of s3://${bucket}/${prefix}.` };
  const command = new GetObjectCommand({ Bucket: bucket, Key: key });
  return asking(GET, async () => {
    const answer = await client.send(command, signal ? { abortSignal: signal } : {});
    const size = answer.ContentLength ?? 0;
    if (size > maxBytes) {
      if (answer.Body && 'destroy' in answer.Body) answer.Body.destroy();
      const reason = `s3://${bucket}/${key} has ${size} bytes; at most ${maxBytes} are read.`;
      return { ok: false, reason };
    }
    const text = (await answer.Body?.transformToString()) ?? '';
    return { ok: true, text };
  });
}

import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ReadableStream } from 'node:stream/web';
import { Parser, type ReadEntry } from 'tar';
import { OutsideError } from '../foundation/errors.ts';
import { at, type GitHubRepository } from './repository.ts';

export interface ArchiveLimits {
  /** Files larger than this, in bytes, are passed over. */
  readonly fileSize: number;
  /** Bytes that all wanted files together may have. */
  readonly totalSize: number;
}

/**
 * Reads the wanted blobs out of one archive of a commit: for a repository of which many blobs are
 * missing, one call instead of one each. Gives them by SHA. An archive leaves files out
 * (`export-ignore`) and may change them (`export-subst`), so a file counts only if its content has
 * the SHA that is wanted; fetch what is still missing one by one.
 */
export async function readArchive(
  repository: GitHubRepository,
  commit: string,
  wanted: ReadonlySet<string>,
  limits: ArchiveLimits,
): Promise<ReadonlyMap<string, Buffer>> {
  const found = new Map<string, Buffer>();
  let total = 0;
  const parser = new Parser({
    strict: true,
    onReadEntry: (entry: ReadEntry) => {
      if (entry.type !== 'File' || entry.size > limits.fileSize) {
        entry.resume();
        return;
      }
      const chunks: Buffer[] = [];
      entry.on('data', (chunk: Buffer) => chunks.push(chunk));
      entry.on('end', () => {
        const content = Buffer.concat(chunks);
        const sha = blobSha(content);
        if (!wanted.has(sha) || found.has(sha) || total + content.length > limits.totalSize) return;
        total += content.length;
        found.set(sha, content);
      });
    },
  });
  try {
    await pipeline(await openArchive(repository, commit), parser);
  } catch (thrown) {
    if (thrown instanceof OutsideError) throw thrown;
    throw new OutsideError(`The archive of ${commit} could not be read.`, {
      retryable: true,
      cause: thrown,
    });
  }
  return found;
}

async function openArchive(repository: GitHubRepository, commit: string): Promise<Readable> {
  const { data } = await repository.octokit.rest.repos.downloadTarballArchive({
    ...at(repository),
    ref: commit,
    // As it arrives: the whole of it does not fit in memory.
    request: { parseSuccessResponseBody: false },
  });
  const body: unknown = data;
  if (body instanceof ReadableStream) return Readable.fromWeb(body);
  throw new OutsideError(`GitHub sent no archive of ${commit}.`, { retryable: true });
}

/** The SHA that git gives to a file's content. */
function blobSha(content: Buffer): string {
  return createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex');
}

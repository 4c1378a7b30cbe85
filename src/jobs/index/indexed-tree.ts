import { decodeText } from '../../model/decode-text.ts';
import type { Owner } from '../../model/owner.ts';
import type { SourceText, SourceTree } from '../../model/source.ts';
import {
  blobsBySha,
  type IndexedFile,
  indexedFiles,
  type StoredBlob,
} from '../../store/repository-index.ts';
import type { Database } from '../../store/tables.ts';
import { mayBeCode } from './wanted-files.ts';

/** A repository's code as the index has it, at hand. */
export interface IndexedTree {
  readonly tree: SourceTree;
  readonly files: ReadonlyMap<string, IndexedFile>;
}

const LINK = '120000';

/** Reads the whole of a repository's index. */
export async function indexedTree(
  db: Database,
  owner: Owner,
  repository: string,
): Promise<IndexedTree> {
  const listed = await indexedFiles(db, owner, repository);
  const files = new Map(listed.map((file) => [file.path, file]));
  const blobs = await blobsBySha(
    db,
    owner,
    listed.map(({ sha }) => sha),
  );
  const paths = [...files.keys()].filter(mayBeCode).sort();
  const texts = new Map<string, SourceText>();
  return {
    files,
    tree: {
      paths: () => paths,
      read(path) {
        const known = texts.get(path);
        if (known !== undefined) return known;
        const text = textOf(files.get(path), blobs);
        texts.set(path, text);
        return text;
      },
    },
  };
}

/** The text of one indexed file; null when there is none. */
export async function indexedText(
  db: Database,
  owner: Owner,
  repository: string,
  path: string,
): Promise<string | null> {
  const file = (await indexedFiles(db, owner, repository)).find((each) => each.path === path);
  if (file === undefined) return null;
  const text = textOf(file, await blobsBySha(db, owner, [file.sha]));
  return text.ok ? text.text : null;
}

function textOf(file: IndexedFile | undefined, blobs: ReadonlyMap<string, StoredBlob>): SourceText {
  if (file === undefined) return { ok: false, reason: 'is not in the index' };
  if (file.mode === LINK) return { ok: false, reason: 'is a link' };
  const blob = blobs.get(file.sha);
  if (blob === undefined) return { ok: false, reason: 'is not in the index' };
  return blob.content === null ? { ok: false, reason: blob.reason } : decodeText(blob.content);
}

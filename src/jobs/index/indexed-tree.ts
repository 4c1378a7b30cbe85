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
  const texts = await indexedTexts(db, owner, repository, path);
  return texts.get(path) ?? null;
}

/** The texts of the indexed files whose paths begin so, by path. What is no text is left out. */
export async function indexedTexts(
  db: Database,
  owner: Owner,
  repository: string,
  prefix: string,
): Promise<ReadonlyMap<string, string>> {
  const files = await indexedFiles(db, owner, repository, prefix);
  if (files.length === 0) return new Map();
  const blobs = await blobsBySha(
    db,
    owner,
    files.map(({ sha }) => sha),
  );
  const texts = files.map((file) => [file.path, textOf(file, blobs)] as const);
  return new Map(texts.flatMap(([path, text]) => (text.ok ? [[path, text.text] as const] : [])));
}

function textOf(file: IndexedFile | undefined, blobs: ReadonlyMap<string, StoredBlob>): SourceText {
  if (file === undefined) return { ok: false, reason: 'is not in the index' };
  if (file.mode === LINK) return { ok: false, reason: 'is a link' };
  const blob = blobs.get(file.sha);
  if (blob === undefined) return { ok: false, reason: 'is not in the index' };
  return blob.content === null ? { ok: false, reason: blob.reason } : decodeText(blob.content);
}

import type { Proof } from '../../model/outcome.ts';
import type { Attempt } from './attempt.ts';

/** The official grammar, not our parser, accepts every file that was touched. */
export async function officialGrammarAccepts({ language, after, edits }: Attempt): Promise<Proof> {
  const name = 'official-grammar';
  const paths = [...new Set(edits.map((edit) => edit.path))];
  for (const path of paths) {
    const source = after.tree.read(path);
    const complaint = source.ok
      ? await language.grammarComplaint(path, source.text)
      : source.reason;
    if (complaint !== null) return { name, passed: false, detail: `${path}: ${complaint}` };
  }
  const files = paths.length === 1 ? 'the file' : `all ${paths.length} files`;
  return { name, passed: true, detail: `the official grammar accepts ${files}` };
}

import type { Layer, Range, TextEdit } from '../../../model/source.ts';
import { tidied } from '../format/tidy.ts';
import type { ConfigFile } from '../syntax/ast.ts';
import { parseConfig } from '../syntax/parse.ts';
import { composed, offsetAfter } from './compose.ts';
import { type Replacement, type Splice, spliced } from './splice.ts';

/** A file as changed so far. */
export interface Draft {
  readonly file: ConfigFile;
  /** Where a character of the unchanged file stands now; null when it was replaced. */
  now(offset: number): number | null;
}

interface State {
  readonly original: ConfigFile;
  readonly splices: readonly Splice[];
  readonly file: ConfigFile;
}

/**
 * The files of one edit. Intents are applied one after another, each to the text that the earlier ones
 * left, and aim at nodes of the unchanged files; in the end it all is one list of edits of those.
 */
export class Drafts {
  private readonly states = new Map<string, State>();

  private readonly claimed = new Map<string, string>();

  /** Takes a place for a text; false when another one was written there in the same edit. */
  claim(path: string, range: Range, wanted: string): boolean {
    const place = `${path}:${range.start}-${range.end}`;
    const earlier = this.claimed.get(place);
    this.claimed.set(place, earlier ?? wanted);
    return earlier === undefined || earlier === wanted;
  }

  /** Changes a file; `change` gives the replacements in the text of the draft. */
  change(
    original: ConfigFile,
    layer: Layer,
    change: (draft: Draft) => readonly Replacement[],
  ): void {
    const state = this.states.get(original.path) ?? { original, splices: [], file: original };
    const replacements = change({
      file: state.file,
      now: (offset) => offsetAfter(state.splices, offset),
    });
    if (replacements.length === 0) return;
    const next = replacements.map((replacement) => ({ ...replacement, layer }));
    this.states.set(original.path, {
      original,
      splices: composed(original.text, state.splices, next),
      file: parseConfig(original.path, spliced(state.file.text, next)),
    });
  }

  /** All edits, tidied where the file was tidy. */
  edits(): readonly TextEdit[] {
    return [...this.states].flatMap(([path, { original, splices }]) => {
      const tidy = original.syntax === 'json' ? splices : tidied(original.text, splices);
      return tidy.map((splice) => ({ path, ...splice }));
    });
  }
}

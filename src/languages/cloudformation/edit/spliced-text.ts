import type { Layer, Range, TextEdit } from '../../../model/source.ts';

/** Replace a range of the current text. Splices of one step never overlap. */
export interface Splice {
  readonly range: Range;
  readonly text: string;
  /** Where the change is made; `resource` when nothing else is said. */
  readonly layer?: Layer;
}

type Piece =
  | { readonly kind: 'kept'; readonly start: number; readonly end: number }
  | { readonly kind: 'new'; readonly text: string; readonly layer: Layer };

/**
 * A text that is changed step by step, each step seeing the one before, and that in the end gives the
 * edits of the original: what several intents build together becomes one edit.
 */
export class SplicedText {
  readonly original: string;
  private pieces: readonly Piece[];

  constructor(original: string) {
    this.original = original;
    this.pieces = [{ kind: 'kept', start: 0, end: original.length }];
  }

  get text(): string {
    return this.pieces.map((piece) => this.textOf(piece)).join('');
  }

  /** Splices that all mean the current text. */
  apply(splices: readonly Splice[]): void {
    const fromTheEnd = [...splices].sort((a, b) => b.range.start - a.range.start);
    for (const { range, text, layer = 'resource' } of fromTheEnd) {
      const before = this.between(0, range.start);
      const after = this.between(range.end, Number.POSITIVE_INFINITY);
      this.pieces = [
        ...before,
        ...(text === '' ? [] : [{ kind: 'new' as const, text, layer }]),
        ...after,
      ];
    }
  }

  /** The edits that make the current text of the original. */
  edits(path: string): readonly TextEdit[] {
    const edits: TextEdit[] = [];
    let keptUntil = 0;
    let text = '';
    let layer: Layer = 'resource';
    const flush = (end: number) => {
      if (this.original.slice(keptUntil, end) !== text) {
        edits.push({ path, range: { start: keptUntil, end }, text, layer });
      }
      text = '';
    };
    for (const piece of this.pieces) {
      if (piece.kind === 'kept') {
        flush(piece.start);
        keptUntil = piece.end;
      } else {
        if (text === '') layer = piece.layer;
        text += piece.text;
      }
    }
    flush(this.original.length);
    return edits;
  }

  private textOf(piece: Piece): string {
    return piece.kind === 'new' ? piece.text : this.original.slice(piece.start, piece.end);
  }

  /** The pieces of a range of the current text, cut where it begins and ends. */
  private between(start: number, end: number): readonly Piece[] {
    const found: Piece[] = [];
    let at = 0;
    for (const piece of this.pieces) {
      const length = this.textOf(piece).length;
      const from = Math.max(0, start - at);
      const to = Math.min(length, end - at);
      at += length;
      if (from >= to) continue;
      found.push(
        piece.kind === 'new'
          ? { ...piece, text: piece.text.slice(from, to) }
          : { kind: 'kept', start: piece.start + from, end: piece.start + to },
      );
    }
    return found;
  }
}

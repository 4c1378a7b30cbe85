/** Thrown inside the parser at the first error and caught at its entry: it never leaves this room. */
export class SyntaxFailure extends Error {
  override readonly name = 'SyntaxFailure';
  readonly start: number;
  readonly end: number;

  constructor(message: string, start: number, end: number) {
    super(message);
    this.start = start;
    this.end = end;
  }
}

import type { Expression } from './ast.ts';
import { maxDepth } from './limits.ts';
import { Scanner } from './scanner.ts';
import type { TokenKind } from './tokens.ts';

/**
 * The scanner with what every rule of the grammar needs: the depth of the tree, and the rule for an
 * expression, handed in so that the rules which contain expressions need not import each other in a circle.
 */
export class Parser extends Scanner {
  /** Parses the expression that starts at the current token. */
  readonly expression: () => Expression;
  private depth = 0;
  /** The deepest level of the part being parsed. */
  private reach = 0;

  constructor(text: string, expression: (parser: Parser) => Expression) {
    super(text);
    this.expression = () => expression(this);
  }

  /** One level down; give the result to `leave`. */
  enter(): number {
    if (++this.depth > maxDepth) this.tooDeep();
    return this.beginPart();
  }

  /** One level up again. */
  leave(outer: number): void {
    this.depth--;
    this.endPart(outer);
  }

  /** From here on, `deepen` counts only what is parsed until `endPart`. */
  beginPart(): number {
    const outer = this.reach;
    this.reach = this.depth;
    return outer;
  }

  endPart(outer: number): void {
    if (outer > this.reach) this.reach = outer;
  }

  /** What was parsed last becomes the child of a further node: the left side of an operator, the head of a traversal. */
  deepen(): void {
    if (++this.reach > maxDepth) this.tooDeep();
  }

  /** Takes the current token, which must be `kind`. */
  expect(kind: TokenKind, purpose: string): void {
    if (this.kind !== kind) this.failExpected(purpose);
    this.advance();
  }

  /** Fails with what was expected and what is there. */
  failExpected(what: string): never {
    const text = this.word();
    const found =
      this.kind === 'end of file' || this.kind === 'newline'
        ? `the end of the ${this.kind === 'newline' ? 'line' : 'file'}`
        : this.kind === 'heredoc'
          ? 'a heredoc'
          : JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
    return this.fail(`Expected ${what}, found ${found}.`);
  }

  private tooDeep(): never {
    return this.fail(`Nested deeper than ${maxDepth} levels, which is not supported.`);
  }
}

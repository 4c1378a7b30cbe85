/** Why a file cannot be read as a template, and where. */
export interface SyntaxProblem {
  readonly offset: number;
  readonly message: string;
}

/** Thrown inside the readers of this folder, and caught by `readDocument`, never outside. */
export class Unreadable extends Error {
  readonly offset: number;

  constructor(offset: number, message: string) {
    super(message);
    this.offset = offset;
  }
}

/** How deep values may be nested. CloudFormation's own limit is lower. */
export const MAX_DEPTH = 100;

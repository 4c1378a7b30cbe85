import type { Proof } from '../../model/outcome.ts';
import type { ResourceInCode } from '../../model/resource.ts';
import type { Attempt } from './attempt.ts';
import { bytesOutsideUnchanged } from './bytes-outside.ts';
import { isIdempotent } from './idempotent.ts';
import { onlyIntendedChanged } from './intended-nodes.ts';
import { nothingNewIsWrong } from './nothing-new.ts';
import { officialGrammarAccepts } from './official-grammar.ts';
import { predicateFlips } from './predicate-flips.ts';
import { schemaKnows } from './schema-knows.ts';
import { updateIsKnown } from './update-known.ts';

export interface Verification {
  readonly proofs: readonly Proof[];
  /** The blast radius: other resources that the edit changes. */
  readonly alsoChanged: readonly ResourceInCode[];
  /** The roots in which something changes. */
  readonly changedRoots: readonly string[];
}

/** Puts an edit through every proof. All are reported, also after one has failed. */
export async function verify(attempt: Attempt): Promise<Verification> {
  const grammar = await officialGrammarAccepts(attempt);
  const bytes = bytesOutsideUnchanged(attempt);
  if (!grammar.passed || !bytes.passed)
    return { proofs: [grammar, bytes], alsoChanged: [], changedRoots: [] };
  const comparison = onlyIntendedChanged(attempt);
  return {
    proofs: [
      grammar,
      bytes,
      comparison.proof,
      predicateFlips(attempt),
      nothingNewIsWrong(attempt),
      schemaKnows(attempt),
      isIdempotent(attempt),
      updateIsKnown(attempt),
    ],
    alsoChanged: comparison.alsoChanged,
    changedRoots: comparison.changedRoots,
  };
}

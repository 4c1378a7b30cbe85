import type { ConfiguredStack } from '../../model/configured-stack.ts';
import type { PlacedDirectory } from './evidence/directories.ts';
import type { Hint } from './evidence/hint.ts';
import type { StateLookup } from './state/index.ts';

/** What the configuration and the caller know beside the code. */
export interface LocateSettings {
  readonly hints: readonly Hint[];
  /** Keys of tags whose values are unique to a block, beside the well-known ones. */
  readonly traceKeys: readonly string[];
  /** What root modules are applied to. */
  readonly directories: readonly PlacedDirectory[];
  /** Which templates stacks are deployed from. */
  readonly stacks: readonly ConfiguredStack[];
  readonly state: StateLookup | null;
}

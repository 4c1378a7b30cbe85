import { editedTree } from '../../model/edited-tree.ts';
import type { Code } from '../../model/language.ts';
import type { ResourceInCode } from '../../model/resource.ts';
import type { SourceTree, TextEdit } from '../../model/source.ts';
import { attemptFix } from './attempt-fix.ts';
import type { NoFix, ProvenFix } from './carry-out.ts';
import { lineEdits } from './line-edits.ts';
import type { RootCause } from './root-cause.ts';
import type { Workshop } from './workshop.ts';

/** A root cause with its proven fix. */
export interface FixedCause {
  readonly cause: RootCause;
  readonly fix: ProvenFix;
  readonly edits: readonly TextEdit[];
}

/** Several fixes as the edits of one change, and those that did not fit beside the others. */
export interface CombinedFixes {
  readonly fixed: readonly FixedCause[];
  readonly edits: readonly TextEdit[];
  readonly dropped: readonly { readonly cause: RootCause; readonly reason: NoFix }[];
}

/**
 * Makes fixes that meet in one place one after the other, each proven on the code that the one before left.
 * A fix that became superfluous on the way is carried by those before it.
 */
export async function combineFixes(
  workshop: Workshop,
  code: Code,
  causes: readonly FixedCause[],
): Promise<CombinedFixes> {
  const [only] = causes;
  if (only !== undefined && causes.length === 1)
    return { fixed: causes, edits: only.fix.edits, dropped: [] };
  const fixed: FixedCause[] = [];
  const dropped: { cause: RootCause; reason: NoFix }[] = [];
  let now = code;
  for (const { cause, fix } of causes) {
    const moved = { ...cause, resources: inCode(cause, now) };
    const attempt = await attemptFix(workshop, now, moved);
    if (attempt.kind === 'fix') {
      fixed.push({ cause, fix: attempt, edits: attempt.edits });
      now = now.with(editedTree(now.tree, attempt.edits));
    } else if (attempt.outcome === 'already-fixed') {
      fixed.push({ cause, fix, edits: [] });
    } else {
      dropped.push({ cause, reason: attempt });
    }
  }
  return { fixed, edits: differences(code.tree, now.tree, fixed), dropped };
}

function inCode({ resources, context }: RootCause, code: Code): readonly ResourceInCode[] {
  const types = [...new Set(resources.map(({ type }) => type))];
  const now = code.resources({ types, context });
  return resources.flatMap((resource) =>
    now.filter(({ root, address }) => root === resource.root && address === resource.address),
  );
}

function differences(
  before: SourceTree,
  after: SourceTree,
  fixed: readonly FixedCause[],
): readonly TextEdit[] {
  const edits = fixed.flatMap((each) => each.edits);
  const layers = new Map(edits.map(({ path, layer }) => [path, layer]));
  return [...layers].flatMap(([path, layer]) => {
    const old = before.read(path);
    const now = after.read(path);
    return old.ok && now.ok ? lineEdits(path, old.text, now.text, layer) : [];
  });
}

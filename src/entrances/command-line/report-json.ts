import { applyEdits, editsByPath } from '../../model/edited-tree.ts';
import type { FindingOutcome, Location } from '../../model/outcome.ts';
import type { PullRequestContent } from '../../model/pull-request.ts';
import type { SourceTree } from '../../model/source.ts';
import { unifiedDiff } from './unified-diff.ts';

/** The report of `fix --json`, version 1; its shape is a contract (docs/contracts.md). */
export function reportJson(
  outcomes: readonly FindingOutcome[],
  changes: readonly PullRequestContent[],
  tree: SourceTree,
) {
  return {
    version: 1,
    findings: outcomes.map(({ location, ...outcome }) => ({
      ...outcome,
      location: location === null ? null : locationJson(location),
    })),
    changes: changes.map(({ change }) => ({
      id: change.id,
      title: change.title,
      readyToMerge: change.readyToMerge,
      blockers: change.blockers,
      priority: change.priority,
      files: changedFiles(change.edits, tree).map(({ path, layers, before, after }) => ({
        path,
        layers,
        diff: unifiedDiff(path, before, after),
      })),
      findings: change.findings,
    })),
  };
}

function locationJson({ runnersUp, ...location }: Location) {
  return {
    ...location,
    runnersUp: runnersUp.map(({ file, line, address, confidence }) => ({
      file,
      line,
      address,
      confidence,
    })),
  };
}

/** The files that edits change, in the order of their paths. */
export function changedFiles(edits: PullRequestContent['change']['edits'], tree: SourceTree) {
  return [...editsByPath(edits)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([path, fileEdits]) => {
      const source = tree.read(path);
      if (!source.ok) return [];
      const layers = [...new Set(fileEdits.map(({ layer }) => layer))];
      return [{ path, layers, before: source.text, after: applyEdits(source.text, fileEdits) }];
    });
}

import { changedFiles } from '../../model/changed-files.ts';
import type { FindingOutcome, Location } from '../../model/outcome.ts';
import type { PullRequestContent } from '../../model/pull-request.ts';
import type { SourceTree } from '../../model/source.ts';
import { unifiedDiff } from '../../pipeline/deliver/unified-diff.ts';

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

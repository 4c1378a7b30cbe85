import { NO_CONFIG, type RepositoryConfig } from '../../../src/config/repository/config.ts';
import { bundledTemplates, loadFrom } from '../../../src/entrances/command-line/read-templates.ts';
import { languages } from '../../../src/jobs/languages.ts';
import { remediate } from '../../../src/jobs/remediate/remediate.ts';
import { changedFiles } from '../../../src/model/changed-files.ts';
import type { CloudResource } from '../../../src/model/finding.ts';
import type { OutcomeKind } from '../../../src/model/outcome.ts';
import { treeOf } from '../../languages/terraform/code-of.ts';
import { finding } from '../../support/finding.ts';

const templates = loadFrom([bundledTemplates]);

/** What came of one finding in a small repository. */
export interface Remedied {
  readonly outcome: OutcomeKind;
  readonly reason: string | null;
  readonly blockers: readonly string[];
  /** The lines of changed files that were not there before, without their indentation. */
  readonly added: readonly string[];
}

/** One finding of a control about a resource, remediated with the whole library. */
export async function remedied(
  files: Readonly<Record<string, string>>,
  control: string,
  cloud: Partial<CloudResource>,
  config: RepositoryConfig = NO_CONFIG,
): Promise<Remedied> {
  const tree = treeOf(files);
  const { outcomes, changes } = await remediate({
    tree,
    languages,
    templates,
    findings: [finding({ control, checks: [{ scheme: 'security-hub', id: control }], cloud })],
    config,
    state: null,
  });
  const [only] = outcomes;
  if (only === undefined) throw new Error('the finding has no outcome');
  const edits = changes.flatMap(({ change }) => change.edits);
  const added = changedFiles(edits, tree).flatMap(({ before, after }) => {
    const old = new Set(before.split('\n'));
    return after.split('\n').filter((line) => !old.has(line));
  });
  return {
    outcome: only.outcome,
    reason: only.reason,
    blockers: changes.flatMap(({ change }) => change.blockers),
    added: added.map((line) => line.trim()),
  };
}

/** The database `orders`. */
export const database: Partial<CloudResource> = {
  id: 'arn:aws:rds:eu-west-1:111122223333:db:orders',
  type: 'AWS::RDS::DBInstance',
  names: ['orders'],
};

import { createHash } from 'node:crypto';
import { lowerFirst } from '../../foundation/sentence.ts';
import { inertText } from '../../foundation/text.ts';
import type { ChangeFinding, PullRequestContent } from '../../model/pull-request.ts';

/** Every branch of ours is below this; nothing else is ever written to. */
export const BRANCH_PREFIX = 'sprinkler/';

const TITLE_LENGTH = 100;
const FINDINGS_IN_COMMIT = 20;

/**
 * The identity of a change: the set of root causes that it removes, whatever their order. 16
 * hexadecimal digits. Two changes of one repository with the same identity are the same change.
 */
export function changeIdentity(fingerprints: readonly string[]): string {
  const set = [...new Set(fingerprints)].sort();
  return createHash('sha256').update(JSON.stringify(set)).digest('hex').slice(0, 16);
}

/** The branch of a change. It follows from the identity alone, so that a repeated delivery meets its own branch. */
export function branchName(fingerprints: readonly string[]): string {
  return `${BRANCH_PREFIX}${changeIdentity(fingerprints)}`;
}

/** The title of a pull request and of its commit, in Conventional Commits form: `fix(s3): block public access of assets`. */
export function pullRequestTitle(content: PullRequestContent): string {
  const summary = content.change.title.replace(/^\w+(\([^)]*\))?!?:\s*/, '').replace(/\.\s*$/, '');
  const scopes = new Set(content.findings.map(scopeOf));
  const scope = scopes.size === 1 ? [...scopes][0] : undefined;
  const prefix = scope ? `fix(${scope}): ` : 'fix: ';
  return inertText(prefix + lowerFirst(summary), TITLE_LENGTH);
}

/** The commit's message: the title, then one line per finding. */
export function commitMessage(content: PullRequestContent): string {
  const lines = content.findings.slice(0, FINDINGS_IN_COMMIT).map(({ finding, outcome }) => {
    const control = finding.control ?? finding.checks[0]?.id ?? finding.source;
    const address = outcome.location ? ` (${outcome.location.address})` : '';
    return inertText(`- ${control}: ${finding.resource.id}${address}`, 300);
  });
  const more = content.findings.length - lines.length;
  if (more > 0) lines.push(`- and ${more} more findings`);
  return [pullRequestTitle(content), '', ...lines, ''].join('\n');
}

/** The service that a fix is about, from the template's id (`aws.s3.block-public-access`). */
function scopeOf({ outcome }: ChangeFinding): string | null {
  const service = outcome.template?.split('.')[1] ?? '';
  return /^[a-z0-9-]{1,30}$/.test(service) ? service : null;
}

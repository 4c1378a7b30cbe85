import { markdownCodeBlock } from '../../../foundation/text.ts';
import type {
  IssueText,
  PullRequestContent,
  PullRequestText,
} from '../../../model/pull-request.ts';
import { commitMessage, pullRequestTitle } from '../names.ts';
import { declineIssueSection, declineSection } from './decline.ts';
import { effectSection } from './effect.ts';
import { evidenceSection } from './evidence.ts';
import { exposureSection } from './exposure.ts';
import { proofSection } from './proofs.ts';
import { findingsSection } from './references.ts';
import { whatChangesSection } from './what-changes.ts';

/** The words of a change's pull request. The same for the app and for `sprinkler fix --pr-body`. */
export function pullRequestText(content: PullRequestContent): PullRequestText {
  return {
    title: pullRequestTitle(content),
    body: pullRequestBody(content),
    commitMessage: commitMessage(content),
  };
}

/**
 * The body in GitHub Markdown, in the order a reviewer asks: what is exposed, what changes, how do
 * you know, what does merging do, what was checked, which findings, how do I say no. Lists are
 * capped, and so is the whole, to what GitHub takes.
 */
export function pullRequestBody(content: PullRequestContent): string {
  return joined([facts(content), declineSection(content)]);
}

/** What the facts and a diff may take, so that both fit into GitHub's 65,536 characters. */
const MAX_FACTS = 30_000;
const MAX_DIFF = 30_000;

/** Title and body of an issue that proposes the change, in the mode `issue`. `diff` is the change as a unified diff. */
export function issueText(content: PullRequestContent, diff: string): IssueText {
  const change = `### The change\n${markdownCodeBlock(diff, 'diff', MAX_DIFF)}`;
  return {
    title: pullRequestTitle(content),
    body: joined([facts(content), declineIssueSection(content), change]),
  };
}

function facts(content: PullRequestContent): string {
  const whole = [
    exposureSection(content),
    whatChangesSection(content),
    evidenceSection(content),
    effectSection(content),
    proofSection(content),
    findingsSection(content),
  ];
  const text = joined(whole).trimEnd();
  if (text.length <= MAX_FACTS) return text;
  // Nothing here spans lines, so a cut between two of them leaves whole Markdown.
  return `${text.slice(0, text.lastIndexOf('\n', MAX_FACTS))}\n\n… and more.`;
}

function joined(sections: readonly string[]): string {
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

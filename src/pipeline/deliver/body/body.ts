import type { PullRequestContent, PullRequestText } from '../../../model/pull-request.ts';
import { commitMessage, pullRequestTitle } from '../names.ts';
import { declineSection } from './decline.ts';
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
 * you know, what does merging do, what was checked, which findings, how do I say no. Every list is
 * capped, which keeps the whole far below GitHub's 65,536 characters.
 */
export function pullRequestBody(content: PullRequestContent): string {
  const sections = [
    exposureSection(content),
    whatChangesSection(content),
    evidenceSection(content),
    effectSection(content),
    proofSection(content),
    findingsSection(content),
    declineSection(content),
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

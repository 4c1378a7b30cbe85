import type { CommitRange, CommitSummary } from '../../model/commit.ts';
import type { Owner } from '../../model/owner.ts';
import { commitsInWords } from '../../pipeline/follow-up/commit-words.ts';
import type { SayFollowUp } from './kinds.ts';

/** GitHub, as far as following up needs it. Each may be asked twice and must then do nothing new. */
export interface FollowUpVoice {
  /** Newest first. Null where nothing may be said. */
  commits(
    owner: Owner,
    repository: string,
    range: CommitRange,
  ): Promise<readonly CommitSummary[] | null>;
  commentOnce(owner: Owner, repository: string, number: number, body: string): Promise<void>;
  keepIssue(owner: Owner, repository: string, title: string, body: string): Promise<void>;
  closeIssue(owner: Owner, repository: string, title: string): Promise<void>;
}

/** Says at GitHub what a remediation calls for. */
export async function sayAtGitHub(
  voice: FollowUpVoice,
  { owner, repository, words }: SayFollowUp,
): Promise<void> {
  switch (words.kind) {
    case 'comment':
      return comment(voice, owner, repository, words);
    case 'open-issue':
      return voice.keepIssue(owner, repository, words.title, words.body);
    case 'close-issue':
      return voice.closeIssue(owner, repository, words.title);
  }
}

async function comment(
  voice: FollowUpVoice,
  owner: Owner,
  repository: string,
  { pullRequest, body, history }: Extract<SayFollowUp['words'], { kind: 'comment' }>,
): Promise<void> {
  const commits = history === null ? null : await voice.commits(owner, repository, history);
  const text = commits === null ? body : `${body}\n\n${commitsInWords(commits)}`;
  return voice.commentOnce(owner, repository, pullRequest, text);
}

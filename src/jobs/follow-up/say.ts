import type { Owner } from '../../model/owner.ts';
import type { SayFollowUp } from './kinds.ts';

/** GitHub, as far as following up needs it. Each may be asked twice and must then do nothing new. */
export interface FollowUpVoice {
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
      return voice.commentOnce(owner, repository, words.pullRequest, words.body);
    case 'open-issue':
      return voice.keepIssue(owner, repository, words.title, words.body);
    case 'close-issue':
      return voice.closeIssue(owner, repository, words.title);
  }
}

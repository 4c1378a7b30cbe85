import type { AwsSecurityFinding } from '@aws-sdk/client-securityhub';

/** Who our notes are from. */
export const NOTE_AUTHOR = 'sprinkler';

/** What is read of a finding to know our own hand in it. */
export type Noted = Pick<AwsSecurityFinding, 'Note' | 'UpdatedAt' | 'Workflow'>;

/**
 * Whether a finding is only the echo of our own write-back: Security Hub announces every change, also
 * ours. Our note stays on a finding, so it counts only while it is the newest thing about it: an
 * evaluation moves `UpdatedAt` and a person changes the note or the workflow status.
 */
export function isOwnEcho({ Note, UpdatedAt, Workflow }: Noted): boolean {
  if (Note?.UpdatedBy !== NOTE_AUTHOR || Workflow?.Status !== 'NOTIFIED') return false;
  return Date.parse(Note.UpdatedAt ?? '') > Date.parse(UpdatedAt ?? '');
}

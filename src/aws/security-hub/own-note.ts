import { z } from 'zod';

/** Who our notes are from. */
export const NOTE_AUTHOR = 'sprinkler';

/** What is read of a finding to know our own hand in it. */
const noted = z.object({
  Note: z.object({ UpdatedBy: z.literal(NOTE_AUTHOR), UpdatedAt: z.string() }),
  Workflow: z.object({ Status: z.literal('NOTIFIED') }),
  UpdatedAt: z.string(),
});

/**
 * Whether a finding is only the echo of our own write-back: Security Hub announces every change, also
 * ours. Our note stays on a finding, so it counts only while it is the newest thing about it: an
 * evaluation moves `UpdatedAt` and a person changes the note or the workflow status.
 */
export function isOwnEcho(finding: unknown): boolean {
  const { success, data } = noted.safeParse(finding);
  return success && Date.parse(data.Note.UpdatedAt) > Date.parse(data.UpdatedAt);
}

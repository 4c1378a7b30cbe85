import { z } from 'zod';
import type { StoredChange } from '../../store/changes.ts';

const words = z.object({ title: z.string(), body: z.string() });
/** Plans of earlier versions have none. */
const edits = z.string().default('');

const schema = z.object({
  /** The commit that the change was worked out on. */
  base: z.string(),
  files: z.array(
    z.object({
      path: z.string(),
      mode: z.string(),
      /** The blob that the edits were made in. */
      before: z.string(),
      text: z.string(),
    }),
  ),
  /** A digest of the lines that go and come, wherever they stand. */
  edits,
  text: words.extend({ commitMessage: z.string() }),
  issue: words,
  draft: z.boolean(),
  priority: z.enum(['P1', 'P2', 'P3', 'P4']),
  /** Whether merging replaces a resource. */
  replaces: z.boolean(),
  reviewers: z.array(z.string()),
  /** How its findings stand; see pipeline/deliver/decide.ts. */
  finding: z.enum(['failing', 'fixed-outside', 'resolved', 'excepted']),
  /** The keys of its findings. */
  findings: z.array(z.string()),
  /** Those of which their sources were told that this pull request answers them. Earlier plans have none. */
  told: z.array(z.string()).default([]),
  /** The words that we gave the pull request last, and the digest of what it commits. */
  previous: words.extend({ edits }).nullable(),
  /** Whether GitHub was ever asked for it: then there may be a pull request that the store does not know. */
  attempted: z.boolean(),
  /** The commit that merged it. Plans that were stored earlier have none. */
  mergeCommit: z.string().nullable().default(null),
  /** Why it stands as it does, in one sentence, and what GitHub did not let us do. */
  reason: z.string().nullable(),
});

/** What the jobs keep with a change: all that is needed to propose it, without the code at hand. */
export type Plan = z.infer<typeof schema>;

/** The plan of a stored change. */
export function planOf(change: StoredChange): Plan {
  return schema.parse(change.data);
}

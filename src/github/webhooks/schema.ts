import { z } from 'zod';

/** As much of GitHub's webhook payloads as is used. https://docs.github.com/webhooks/webhook-events-and-payloads */

const login = z.string().min(1).max(100);
const account = z.object({ login });

export const repository = z.object({
  id: z.int(),
  name: z.string().min(1).max(100),
  owner: account,
  private: z.boolean(),
  archived: z.boolean().optional(),
  default_branch: z.string().max(500).optional(),
});

/** Lists of an installation name repositories without their owner: it is the installation's account. */
const listed = z.object({ id: z.int(), name: z.string().min(1).max(100), private: z.boolean() });

const base = { installation: z.object({ id: z.int() }).optional(), sender: account.optional() };

export const push = z.object({
  ...base,
  repository,
  ref: z.string().max(1000),
  before: z.string().max(64),
  after: z.string().max(64),
});

export const pullRequest = z.object({
  ...base,
  repository,
  action: z.string(),
  number: z.int(),
  pull_request: z.object({
    user: account.nullable(),
    merged: z.boolean().nullish(),
    merge_commit_sha: z.string().max(64).nullish(),
    head: z.object({ ref: z.string().max(1000), sha: z.string().max(64) }),
    base: z.object({ ref: z.string().max(1000) }),
  }),
});

export const issueComment = z.object({
  ...base,
  repository,
  action: z.string(),
  issue: z.object({ number: z.int(), pull_request: z.unknown().optional() }),
  comment: z.object({ id: z.int(), user: account.nullable(), body: z.string().max(70_000) }),
});

export const deploymentStatus = z.object({
  ...base,
  repository,
  deployment: z.object({ sha: z.string().max(64), environment: z.string().max(500) }),
  deployment_status: z.object({
    state: z.string().max(50),
    environment: z.string().max(500).optional(),
    created_at: z.coerce.date(),
  }),
});

const installation = z.object({ id: z.int(), account });

export const installationEvent = z.object({
  action: z.string(),
  installation,
  repositories: z.array(listed).optional(),
});

export const installationRepositories = z.object({
  action: z.string(),
  installation,
  repositories_added: z.array(listed),
  repositories_removed: z.array(listed),
});

export const repositoryEvent = z.object({
  ...base,
  repository,
  action: z.string().optional(),
  changes: z
    .object({
      repository: z.object({ name: z.object({ from: z.string().max(100) }) }).optional(),
      owner: z
        .object({
          from: z.object({ user: account.nullish(), organization: account.nullish() }),
        })
        .optional(),
    })
    .optional(),
});

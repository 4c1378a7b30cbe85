import { z } from 'zod';

const account = z.object({ login: z.string().min(1).max(100) });

/** As much of a delivery as says whose it is; the jobs read the rest. */
export const deliveryEnvelope = z.object({
  action: z.string().max(100).nullish(),
  installation: z.object({ account: account.nullish() }).nullish(),
  organization: account.nullish(),
  repository: z.object({ owner: account }).nullish(),
});

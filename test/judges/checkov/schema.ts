import { z } from 'zod';

const record = z.object({
  check_id: z.string(),
  check_name: z.string(),
  file_path: z.string(),
  resource: z.string(),
});

/** What `checkov -o json` prints for one framework, as much of it as is read. Bare counts where it found no code. */
export const checkovOutput = z.union([
  z.object({
    summary: z.object({ checkov_version: z.string() }),
    results: z.object({ passed_checks: z.array(record), failed_checks: z.array(record) }),
  }),
  z
    .object({ checkov_version: z.string() })
    .transform((summary) => ({ summary, results: { passed_checks: [], failed_checks: [] } })),
]);

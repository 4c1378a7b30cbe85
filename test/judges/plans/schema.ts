import { z } from 'zod';

const change = z.object({
  address: z.string(),
  module_address: z.string().optional(),
  mode: z.string(),
  type: z.string(),
  name: z.string(),
  index: z.union([z.string(), z.number()]).optional(),
  change: z.object({
    actions: z.array(z.string()),
    after: z.record(z.string(), z.json()).nullable(),
  }),
});
/** One resource of `terraform show -json` of a plan. */
export type PlannedChange = z.infer<typeof change>;
export const planSchema = z.object({ resource_changes: z.array(change).default([]) });

const attributes = z.record(
  z.string(),
  z.object({ type: z.unknown(), computed: z.boolean().default(false) }),
);
/** The attributes of a resource type, with Terraform's own notation of their types. */
export type Attributes = z.infer<typeof attributes>;
/** `terraform providers schema -json`. */
export const providersSchema = z.object({
  provider_schemas: z.object({
    'registry.terraform.io/hashicorp/aws': z.object({
      resource_schemas: z.record(
        z.string(),
        z.object({ block: z.object({ attributes: attributes.default({}) }) }),
      ),
    }),
  }),
});

import { z } from 'zod';

/** Only what locating needs; everything else in a state, secrets first of all, is dropped while parsing. */
const text = z.string().max(2048);

const blockDevice = z.object({ volume_id: text.nullish() });

const attributes = z.object({
  id: text.nullish().catch(null),
  arn: text.nullish().catch(null),
  /** Of `aws_security_group_rule`, whose own id is Terraform's invention. */
  security_group_rule_id: text.nullish().catch(null),
  default_security_group_id: text.nullish().catch(null),
  default_network_acl_id: text.nullish().catch(null),
  root_block_device: z.array(blockDevice).nullish().catch(null),
  ebs_block_device: z.array(blockDevice).nullish().catch(null),
});
export type StateAttributes = z.infer<typeof attributes>;

/** Version 4 of the state file: https://github.com/hashicorp/terraform/blob/main/internal/states/statefile/version4.go */
export const stateFile = z.object({
  version: z.literal(4),
  resources: z.array(
    z.object({
      module: text.nullish(),
      mode: text,
      type: text,
      name: text,
      instances: z.array(
        z.object({
          index_key: z.union([text, z.number()]).nullish(),
          attributes: attributes.nullish(),
        }),
      ),
    }),
  ),
});
export type StateFile = z.infer<typeof stateFile>;

export interface ShownModule {
  readonly resources?: readonly ShownResource[] | undefined;
  readonly child_modules?: readonly ShownModule[] | undefined;
}
const shownResource = z.object({
  address: text,
  mode: text,
  type: text,
  values: attributes.nullish(),
});
type ShownResource = z.infer<typeof shownResource>;

const shownModule: z.ZodType<ShownModule> = z.lazy(() =>
  z.object({
    resources: z.array(shownResource).optional(),
    child_modules: z.array(shownModule).optional(),
  }),
);

/** `terraform show -json`: https://developer.hashicorp.com/terraform/internals/json-format#state-representation */
export const shownState = z.object({
  format_version: text,
  values: z.object({ root_module: shownModule }).nullish(),
});
export type ShownState = z.infer<typeof shownState>;

block_policies = false

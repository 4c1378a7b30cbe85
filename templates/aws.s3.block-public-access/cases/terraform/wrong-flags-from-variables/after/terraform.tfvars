block_policies = true

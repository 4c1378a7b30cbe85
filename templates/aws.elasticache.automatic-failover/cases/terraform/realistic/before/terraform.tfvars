# production
automatic_failover_enabled = false

# production
automatic_failover_enabled = true

# production
automated_snapshot_retention_period = 7

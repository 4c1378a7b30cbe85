# production
backup_retention_period = 1

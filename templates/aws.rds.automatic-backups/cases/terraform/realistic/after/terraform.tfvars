# production
backup_retention_period = 7

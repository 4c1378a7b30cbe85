# production
monitoring_interval = 0

# production
monitoring_interval = 60

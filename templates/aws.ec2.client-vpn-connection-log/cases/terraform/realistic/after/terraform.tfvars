# production
log_connections = true

# production
log_connections = false

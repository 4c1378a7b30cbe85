# production
log_second_tunnel = false

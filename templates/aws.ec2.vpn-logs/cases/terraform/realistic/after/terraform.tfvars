# production
log_second_tunnel = true

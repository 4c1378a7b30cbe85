# production
log_level = "OFF"

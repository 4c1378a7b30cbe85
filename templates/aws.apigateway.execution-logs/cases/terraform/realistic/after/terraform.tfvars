# production
log_level = "INFO"

# production
health_check_type = "EC2"

# production
health_check_type = "ELB"

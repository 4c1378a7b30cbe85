# production
tls_policy = "ELBSecurityPolicy-2015-05"

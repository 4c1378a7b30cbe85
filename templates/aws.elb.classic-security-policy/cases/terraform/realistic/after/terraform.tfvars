# production
tls_policy = "ELBSecurityPolicy-TLS-1-2-2017-01"

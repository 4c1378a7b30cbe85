# production
tls_security_policy = "Policy-Min-TLS-1-0-2019-07"

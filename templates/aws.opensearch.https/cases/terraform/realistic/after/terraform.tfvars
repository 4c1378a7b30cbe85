# production
tls_security_policy = "Policy-Min-TLS-1-2-PFS-2023-10"

# none yet
web_acl = "arn:aws:wafv2:us-east-1:123456789012:global/webacl/shop/2f1d6f1e-5d0c-4f0a-9d2e-3c7b1a2b3c4d"

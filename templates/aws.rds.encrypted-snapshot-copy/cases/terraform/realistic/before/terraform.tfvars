source_snapshot = "arn:aws:rds:eu-west-1:123456789012:snapshot:orders-release"

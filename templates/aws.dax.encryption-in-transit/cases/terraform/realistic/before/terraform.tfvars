# production
cluster_endpoint_encryption_type = "NONE"

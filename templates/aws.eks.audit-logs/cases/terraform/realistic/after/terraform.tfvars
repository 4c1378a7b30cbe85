# production
enabled_cluster_log_types = ["api", "audit"]

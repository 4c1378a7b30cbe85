variable "snapshot_retention_limit" {
  type = number
}

resource "aws_elasticache_cluster" "this" {
  cluster_id = "carts"
  engine = "redis"
  engine_version = "7.1"
  node_type = "cache.t4g.small"
  num_cache_nodes = 1
  snapshot_retention_limit = var.snapshot_retention_limit
}

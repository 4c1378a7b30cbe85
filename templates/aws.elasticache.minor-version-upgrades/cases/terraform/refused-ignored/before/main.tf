resource "aws_elasticache_cluster" "carts" {
  cluster_id                 = "carts"
  engine                     = "redis"
  engine_version             = "7.1"
  node_type                  = "cache.t4g.small"
  num_cache_nodes            = 1
  auto_minor_version_upgrade = false

  lifecycle {
    ignore_changes = [auto_minor_version_upgrade]
  }
}

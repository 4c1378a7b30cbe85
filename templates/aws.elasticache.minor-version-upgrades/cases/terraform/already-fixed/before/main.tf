variable "auto_minor_version_upgrade" {
  type    = bool
  default = true
}

resource "aws_elasticache_cluster" "carts" {
  cluster_id                 = "carts"
  engine                     = "redis"
  engine_version             = "7.1"
  node_type                  = "cache.t4g.small"
  num_cache_nodes            = 1
  auto_minor_version_upgrade = var.auto_minor_version_upgrade
}

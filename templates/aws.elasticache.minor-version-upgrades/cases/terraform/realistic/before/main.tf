variable "auto_minor_version_upgrade" {
  type    = bool
  default = false
}

# Owned by the data team, see the runbook before changing anything.
resource "aws_elasticache_cluster" "carts" {
  cluster_id = "carts"
  engine = "redis"
  engine_version = "7.1"
  node_type = "cache.t4g.small"
  num_cache_nodes = 1
  auto_minor_version_upgrade = var.auto_minor_version_upgrade

  tags = {
    Team = "data"
    Stage = "production"
  }
}

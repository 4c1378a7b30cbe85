variable "snapshot_retention_limit" {
  type    = number
  default = 0
}

# Owned by the data team, see the runbook before changing anything.
resource "aws_elasticache_replication_group" "sessions" {
  replication_group_id = "sessions"
  description = "Sessions of the shop"
  engine = "redis"
  engine_version = "7.1"
  node_type = "cache.t4g.small"
  num_cache_clusters = 2
  snapshot_retention_limit = var.snapshot_retention_limit

  tags = {
    Team = "data"
    Stage = "production"
  }
}

variable "transit_encryption_enabled" {
  type    = bool
  default = false
}

# Owned by the data team, see the runbook before changing anything.
resource "aws_elasticache_replication_group" "sessions" {
  replication_group_id = "sessions"
  description = "Sessions of the shop"
  engine = "redis"
  engine_version = "7.1"
  node_type = "cache.t4g.small"
  num_cache_clusters = 2
  transit_encryption_enabled = var.transit_encryption_enabled
  transit_encryption_mode = "preferred"

  tags = {
    Team = "data"
    Stage = "production"
  }
}

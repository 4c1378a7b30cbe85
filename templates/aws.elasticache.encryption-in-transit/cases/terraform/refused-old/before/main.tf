resource "aws_elasticache_replication_group" "sessions" {
  replication_group_id = "sessions"
  description          = "Sessions of the shop"
  engine               = "redis"
  node_type            = "cache.t4g.small"
  num_cache_clusters   = 2
  engine_version       = "6.2"
}

resource "aws_dax_cluster" "carts" {
  cluster_name                     = "carts"
  iam_role_arn                     = "arn:aws:iam::123456789012:role/carts-dax"
  node_type                        = "dax.t3.small"
  replication_factor               = 3
  cluster_endpoint_encryption_type = "TLS"
}

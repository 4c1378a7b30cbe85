variable "cluster_endpoint_encryption_type" {
  type    = string
  default = "NONE"
}

# Owned by the data team, see the runbook before changing anything.
resource "aws_dax_cluster" "carts" {
  cluster_name = "carts"
  iam_role_arn = "arn:aws:iam::123456789012:role/carts-dax"
  node_type = "dax.t3.small"
  replication_factor = 3
  cluster_endpoint_encryption_type = var.cluster_endpoint_encryption_type

  tags = {
    Team = "data"
    Stage = "production"
  }
}

variable "master_username" {
  type    = string
  default = "awsuser"
}

# Owned by the data team, see the runbook before changing anything.
resource "aws_redshift_cluster" "reports" {
  cluster_identifier = "reports"
  node_type = "ra3.large"
  database_name = "reports"
  manage_master_password = true
  skip_final_snapshot = true
  master_username = var.master_username

  tags = {
    Team = "data"
    Stage = "production"
  }
}

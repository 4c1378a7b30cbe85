variable "copy_tags_to_snapshot" {
  type    = bool
  default = false
}

# Owned by the data team, see the runbook before changing anything.
resource "aws_rds_cluster" "ledger" {
  cluster_identifier = "ledger"
  engine = "aurora-postgresql"
  engine_version = "16.4"
  database_name = "ledger"
  master_username = "ledger"
  manage_master_user_password = true
  skip_final_snapshot = true
  copy_tags_to_snapshot = var.copy_tags_to_snapshot

  tags = {
    Team = "data"
    Stage = "production"
  }
}

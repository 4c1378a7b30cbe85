resource "aws_rds_cluster" "ledger" {
  cluster_identifier = "ledger"
  engine = "aurora-postgresql"
  engine_version = "16.4"
  database_name = "ledger"
  master_username = "ledger"
  manage_master_user_password = true
  skip_final_snapshot = true
  iam_database_authentication_enabled = false # TODO: review
  tags = {
    Team = "data"
  }
}

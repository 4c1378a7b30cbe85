resource "aws_rds_cluster" "ledger" {
  cluster_identifier = "ledger"
  engine = "aurora-postgresql"
  engine_version = "16.4"
  database_name = "ledger"
  manage_master_user_password = true
  skip_final_snapshot = true
  master_username = "admin" # TODO: review
  tags = {
    Team = "data"
  }
}

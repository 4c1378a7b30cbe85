resource "aws_rds_cluster" "ledger" {
  cluster_identifier  = "ledger"
  engine              = "aurora-postgresql"
  database_name       = "ledger"
  master_username     = "ledger"
  skip_final_snapshot = true
  engine_mode         = "serverless"
}

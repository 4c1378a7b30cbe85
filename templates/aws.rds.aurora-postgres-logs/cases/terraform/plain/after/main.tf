resource "aws_rds_cluster" "ledger" {
  cluster_identifier              = "ledger"
  database_name                   = "ledger"
  master_username                 = "ledger"
  manage_master_user_password     = true
  skip_final_snapshot             = true
  engine                          = "aurora-postgresql"
  engine_version                  = "16.4"
  enabled_cloudwatch_logs_exports = ["postgresql"]
}

resource "aws_rds_cluster" "ledger" {
  cluster_identifier          = "ledger"
  database_name               = "ledger"
  master_username             = "ledger"
  manage_master_user_password = true
  skip_final_snapshot         = true
  engine                      = "aurora-mysql"
  engine_version              = "8.0.mysql_aurora.3.07.1"
}

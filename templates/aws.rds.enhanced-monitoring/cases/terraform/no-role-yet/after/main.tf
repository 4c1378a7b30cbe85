resource "aws_rds_cluster_instance" "writer" {
  identifier          = "ledger-writer"
  cluster_identifier  = "ledger"
  engine              = "aurora-postgresql"
  instance_class      = "db.r6g.large"
  monitoring_interval = 15
  monitoring_role_arn = "arn:aws:iam::123456789012:role/rds-monitoring"
}

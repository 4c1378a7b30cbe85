resource "aws_rds_cluster_instance" "writer" {
  identifier         = "ledger-writer"
  cluster_identifier = "ledger"
  engine             = "aurora-postgresql"
  instance_class     = "db.r6g.large"
}

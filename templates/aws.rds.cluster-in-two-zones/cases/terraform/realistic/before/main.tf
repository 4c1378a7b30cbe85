variable "instances" {
  default = 1 # enough for now
}

resource "aws_rds_cluster" "ledger" {
  cluster_identifier = "ledger"
  engine = "aurora-postgresql"
  engine_version = "16.4"
  database_name = "ledger"
  master_username = "ledger"
  manage_master_user_password = true
  skip_final_snapshot = true

  tags = {
    Team = "data"
  }
}

resource "aws_rds_cluster_instance" "this" {
  count = var.instances
  cluster_identifier = aws_rds_cluster.ledger.id
  engine             = aws_rds_cluster.ledger.engine
  instance_class     = "db.r6g.large"
}

variable "backup_retention_period" {
  type    = number
  default = 1
}

# Owned by the data team, see the runbook before changing anything.
resource "aws_db_instance" "orders" {
  identifier = "orders"
  engine = "postgres"
  engine_version = "16.4"
  instance_class = "db.t4g.medium"
  allocated_storage = 50
  username = "orders"
  manage_master_user_password = true
  skip_final_snapshot = true
  backup_retention_period = var.backup_retention_period

  tags = {
    Team = "data"
    Stage = "production"
  }
}

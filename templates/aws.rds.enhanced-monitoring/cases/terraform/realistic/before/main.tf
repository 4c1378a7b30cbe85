variable "monitoring_interval" {
  type    = number
  default = 0
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
  monitoring_role_arn = "arn:aws:iam::123456789012:role/monitoring"
  monitoring_interval = var.monitoring_interval

  tags = {
    Team = "data"
    Stage = "production"
  }
}

variable "iam_database_authentication_enabled" {
  type    = bool
  default = false
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
  iam_database_authentication_enabled = var.iam_database_authentication_enabled

  tags = {
    Team = "data"
    Stage = "production"
  }
}

resource "aws_db_instance" "orders" {
  count = 1 # see the runbook
  identifier = "orders"
  engine = "postgres"
  engine_version = "16.4"
  instance_class = "db.t4g.medium"
  allocated_storage = 50
  username = "orders"
  manage_master_user_password = true
  skip_final_snapshot = true

  tags = {
    Team = "data"
  }
}

resource "aws_backup_selection" "nightly" {
  name         = "nightly"
  plan_id      = "0a1b2c3d-0000-4444-8888-123456789012"
  iam_role_arn = "arn:aws:iam::123456789012:role/backup"

  resources = [
    "arn:aws:dynamodb:eu-west-1:123456789012:table/other", # kept for the auditors
  ]
}

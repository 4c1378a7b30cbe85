resource "aws_db_instance" "orders" {
  identifier                  = "orders"
  engine                      = "postgres"
  engine_version              = "16.4"
  instance_class              = "db.t4g.medium"
  allocated_storage           = 50
  username                    = "orders"
  manage_master_user_password = true
  skip_final_snapshot         = true
}

resource "aws_backup_selection" "orders" {
  resources    = [aws_db_instance.orders.arn]
  name         = aws_db_instance.orders.identifier
  plan_id      = "0a1b2c3d-0000-4444-8888-123456789012"
  iam_role_arn = "arn:aws:iam::123456789012:role/backup"
}

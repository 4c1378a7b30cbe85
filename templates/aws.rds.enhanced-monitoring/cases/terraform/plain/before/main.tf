resource "aws_db_instance" "orders" {
  identifier                  = "orders"
  engine                      = "postgres"
  engine_version              = "16.4"
  instance_class              = "db.t4g.medium"
  allocated_storage           = 50
  username                    = "orders"
  manage_master_user_password = true
  skip_final_snapshot         = true
  monitoring_role_arn         = "arn:aws:iam::123456789012:role/monitoring"
}

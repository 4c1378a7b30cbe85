resource "aws_db_instance" "orders" {
  identifier                  = "orders"
  allocated_storage           = 50
  username                    = "orders"
  manage_master_user_password = true
  skip_final_snapshot         = true
  engine                      = "sqlserver-se"
  engine_version              = "16.00.4135.4.v1"
  license_model               = "license-included"
  instance_class              = "db.m5.large"
}

resource "aws_db_instance" "orders" {
  identifier                  = "orders"
  allocated_storage           = 50
  username                    = "orders"
  manage_master_user_password = true
  skip_final_snapshot         = true
  engine                      = "oracle-se2"
  engine_version              = "19.0.0.0.ru-2024-07.rur-2024-07.r1"
  license_model               = "license-included"
  instance_class              = "db.m5.large"
}

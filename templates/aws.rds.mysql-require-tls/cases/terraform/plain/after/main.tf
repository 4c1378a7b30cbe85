resource "aws_db_instance" "orders" {
  identifier                  = "orders"
  instance_class              = "db.t4g.medium"
  allocated_storage           = 50
  username                    = "orders"
  manage_master_user_password = true
  skip_final_snapshot         = true
  engine                      = "mysql"
  engine_version              = "8.0.39"
  parameter_group_name        = aws_db_parameter_group.orders.name
}

resource "aws_db_parameter_group" "orders" {
  name   = "orders"
  family = "mysql8.0"

  parameter {
    name  = "require_secure_transport"
    value = "1"
  }
}

# Shared by the reports.
resource "aws_db_parameter_group" "orders" {
  name   = "orders"
  family = "mysql8.0"

  parameter {
    name  = "long_query_time"
    value = "10"
  }

  parameter {
    name  = "require_secure_transport"
    value = var.force_tls
  }
}

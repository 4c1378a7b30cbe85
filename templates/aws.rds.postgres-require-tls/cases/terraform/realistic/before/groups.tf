# Shared by the reports.
resource "aws_db_parameter_group" "orders" {
  name   = "orders"
  family = "postgres14"

  parameter {
    name  = "log_min_duration_statement"
    value = "10"
  }

  parameter {
    name  = "rds.force_ssl"
    value = var.force_tls
  }
}

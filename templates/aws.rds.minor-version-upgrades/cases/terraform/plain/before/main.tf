variable "password" {
  type      = string
  sensitive = true
}

resource "aws_db_instance" "orders" {
  identifier                 = "orders"
  engine                     = "postgres"
  engine_version             = "16.4"
  instance_class             = "db.t4g.medium"
  allocated_storage          = 50
  username                   = "orders"
  password                   = var.password
  auto_minor_version_upgrade = false
}

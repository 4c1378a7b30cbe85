resource "aws_db_instance" "orders" {
  identifier = "orders"
  engine = "postgres"
  engine_version = "16.4"
  instance_class = "db.t4g.medium"
  allocated_storage = 50
  username = "orders"
  manage_master_user_password = true
  skip_final_snapshot = true
  storage_encrypted = false # TODO: review
  tags = {
    Team = "data"
  }
}

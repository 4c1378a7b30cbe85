resource "aws_db_instance" "orders" {
  replicate_source_db = "arn:aws:rds:eu-west-1:123456789012:db:main"
  instance_class      = "db.t4g.medium"
}

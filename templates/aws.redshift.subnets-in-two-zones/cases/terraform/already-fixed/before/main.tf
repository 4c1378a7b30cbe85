resource "aws_redshift_subnet_group" "reports" {
  name       = "reports"
  subnet_ids = ["subnet-0fedcba9876543210", "subnet-0123456789abcdef0"]
}

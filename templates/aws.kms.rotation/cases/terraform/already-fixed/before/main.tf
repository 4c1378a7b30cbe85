resource "aws_kms_key" "orders" {
  description              = "Orders"
  customer_master_key_spec = "SYMMETRIC_DEFAULT"
  enable_key_rotation      = true
}

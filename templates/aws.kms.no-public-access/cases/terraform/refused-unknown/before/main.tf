variable "policy" {
  type = string
}

resource "aws_kms_key" "orders" {
  policy = var.policy
}

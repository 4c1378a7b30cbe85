variable "policy" {
  type = string
}

resource "aws_sns_topic" "orders" {
  name = "orders"
  policy = var.policy
}

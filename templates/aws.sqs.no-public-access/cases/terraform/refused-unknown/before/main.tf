variable "policy" {
  type = string
}

resource "aws_sqs_queue" "orders" {
  name = "orders"
  policy = var.policy
}

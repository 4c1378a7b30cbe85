variable "subnets" {
  type = list(string)
}

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = "arn:aws:iam::123456789012:role/orders"
  runtime       = "python3.12"
  handler       = "main.handler"
  filename      = "orders.zip"

  vpc_config {
    subnet_ids         = var.subnets
    security_group_ids = ["sg-0a1b2c3d4e5f60718"]
  }
}

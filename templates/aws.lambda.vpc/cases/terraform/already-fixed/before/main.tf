resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = "arn:aws:iam::123456789012:role/orders"
  runtime       = "python3.12"
  handler       = "main.handler"
  filename      = "orders.zip"

  vpc_config {
    subnet_ids         = ["subnet-0a1b2c3d4e5f60718", "subnet-18273645546372819"]
    security_group_ids = ["sg-0a1b2c3d4e5f60718"]
  }
}

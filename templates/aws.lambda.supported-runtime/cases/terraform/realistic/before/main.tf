locals { runtime = "python3.8" } # all of ours

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = "arn:aws:iam::123456789012:role/orders"
  runtime       = local.runtime
  handler       = "main.handler"
  filename      = "orders.zip"
  memory_size = 512
}

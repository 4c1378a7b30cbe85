resource "aws_cloudwatch_log_group" "orders" {
  name = "/shop/orders"
}

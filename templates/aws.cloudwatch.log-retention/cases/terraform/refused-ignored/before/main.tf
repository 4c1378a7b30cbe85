resource "aws_cloudwatch_log_group" "orders" {
  name              = "/shop/orders"
  retention_in_days = 30

  lifecycle {
    ignore_changes = [retention_in_days]
  }
}

# read by the services at start
resource "aws_secretsmanager_secret" "this" {
  for_each = toset(["orders", "payments"])
  name = "shop/${each.key}"
  recovery_window_in_days = 7
  tags = { Service = each.key }
}

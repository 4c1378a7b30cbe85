# read by the services at start
resource "aws_secretsmanager_secret" "this" {
  for_each = toset(["orders", "payments"])
  name = "shop/${each.key}"
  recovery_window_in_days = 7
  tags = { Service = each.key }
}

resource "aws_secretsmanager_secret_rotation" "this" {
  for_each = toset(["orders", "payments"])

  secret_id           = aws_secretsmanager_secret.this[each.key].id
  rotation_lambda_arn = "arn:aws:lambda:eu-west-1:123456789012:function:rotate"

  rotation_rules {
    automatically_after_days = 7
  }
}

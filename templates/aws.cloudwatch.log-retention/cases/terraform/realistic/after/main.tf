locals {
  retention = {
    orders   = 731
    payments = 400 # TODO: ask the auditors
  }
}

resource "aws_cloudwatch_log_group" "service" {
  for_each = local.retention

  name = "/shop/${each.key}"
  retention_in_days = each.value
  tags = { Service = each.key }
}

data "aws_caller_identity" "this" {}
data "aws_partition" "this" {}

locals {
  account   = data.aws_caller_identity.this.account_id
  partition = data.aws_partition.this.partition
  has_url   = var.findings_url != null

  patterns = merge(
    {
      # Threats and vulnerabilities have no compliance status: they stay away.
      security-hub = {
        source      = ["aws.securityhub"]
        detail-type = ["Security Hub Findings - Imported", "Security Hub Findings - Custom Action"]
        detail      = { findings = { Compliance = { Status = [{ exists = true }] } } }
      }
    },
    var.config_rules ? {
      config = {
        source      = ["aws.config"]
        detail-type = ["Config Rules Compliance Change"]
        detail      = { messageType = ["ComplianceChangeNotification"] }
      }
    } : {},
  )
}

resource "aws_cloudwatch_event_rule" "findings" {
  for_each = local.patterns

  name          = "${var.name}-${each.key}"
  description   = "What Sprinkler works on."
  event_pattern = jsonencode(each.value)
  tags          = var.tags
}

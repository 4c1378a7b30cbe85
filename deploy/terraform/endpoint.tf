resource "aws_cloudwatch_event_connection" "findings" {
  count = local.has_url ? 1 : 0

  name               = "${var.name}-findings"
  description        = "The token of POST /findings."
  authorization_type = "API_KEY"

  auth_parameters {
    api_key {
      key   = "Authorization"
      value = "Bearer ${var.findings_token}"
    }
  }

  lifecycle {
    precondition {
      condition     = var.findings_token != null
      error_message = "With findings_url, findings_token is needed, too."
    }
  }
}

resource "aws_cloudwatch_event_api_destination" "findings" {
  count = local.has_url ? 1 : 0

  name                             = "${var.name}-findings"
  description                      = "POST /findings of Sprinkler."
  invocation_endpoint              = var.findings_url
  http_method                      = "POST"
  invocation_rate_limit_per_second = 50
  connection_arn                   = aws_cloudwatch_event_connection.findings[0].arn
}

data "aws_iam_policy_document" "events_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["events.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account]
    }
  }
}

data "aws_iam_policy_document" "post_findings" {
  count = local.has_url ? 1 : 0

  statement {
    actions   = ["events:InvokeApiDestination"]
    resources = [aws_cloudwatch_event_api_destination.findings[0].arn]
  }
}

resource "aws_iam_role" "post_findings" {
  count = local.has_url ? 1 : 0

  name               = "${var.name}-post-findings"
  description        = "EventBridge posts findings to Sprinkler."
  assume_role_policy = data.aws_iam_policy_document.events_trust.json
  tags               = var.tags
}

resource "aws_iam_role_policy" "post_findings" {
  count = local.has_url ? 1 : 0

  name   = "post-findings"
  role   = aws_iam_role.post_findings[0].id
  policy = data.aws_iam_policy_document.post_findings[0].json
}

resource "aws_cloudwatch_event_target" "endpoint" {
  for_each = local.has_url ? aws_cloudwatch_event_rule.findings : {}

  rule     = each.value.name
  arn      = aws_cloudwatch_event_api_destination.findings[0].arn
  role_arn = aws_iam_role.post_findings[0].arn

  retry_policy {
    maximum_event_age_in_seconds = 86400
    maximum_retry_attempts       = 185
  }

  dead_letter_config {
    arn = aws_sqs_queue.dead_letters.arn
  }
}

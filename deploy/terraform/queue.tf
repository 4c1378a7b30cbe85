resource "aws_sqs_queue" "dead_letters" {
  name                      = "${var.name}-dead-letters"
  message_retention_seconds = 1209600
  sqs_managed_sse_enabled   = true
  tags                      = var.tags
}

resource "aws_sqs_queue" "findings" {
  count = var.queue ? 1 : 0

  name                       = "${var.name}-findings"
  message_retention_seconds  = 1209600
  visibility_timeout_seconds = 120
  receive_wait_time_seconds  = 20
  sqs_managed_sse_enabled    = true
  tags                       = var.tags

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.dead_letters.arn
    # Sprinkler keeps what it cannot read itself. What comes back so often never got there.
    maxReceiveCount = 50
  })
}

resource "aws_sqs_queue_redrive_allow_policy" "dead_letters" {
  count = var.queue ? 1 : 0

  queue_url = aws_sqs_queue.dead_letters.id
  redrive_allow_policy = jsonencode({
    redrivePermission = "byQueue"
    sourceQueueArns   = [aws_sqs_queue.findings[0].arn]
  })
}

data "aws_iam_policy_document" "queue" {
  for_each = merge(
    { dead_letters = aws_sqs_queue.dead_letters.arn },
    var.queue ? { findings = aws_sqs_queue.findings[0].arn } : {},
  )

  statement {
    sid       = "EventBridge"
    actions   = ["sqs:SendMessage"]
    resources = [each.value]

    principals {
      type        = "Service"
      identifiers = ["events.amazonaws.com"]
    }

    condition {
      test     = "ArnEquals"
      variable = "aws:SourceArn"
      values   = [for rule in aws_cloudwatch_event_rule.findings : rule.arn]
    }
  }

  statement {
    sid       = "TlsOnly"
    effect    = "Deny"
    actions   = ["sqs:*"]
    resources = [each.value]

    principals {
      type        = "AWS"
      identifiers = ["*"]
    }

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
}

resource "aws_sqs_queue_policy" "dead_letters" {
  queue_url = aws_sqs_queue.dead_letters.id
  policy    = data.aws_iam_policy_document.queue["dead_letters"].json
}

resource "aws_sqs_queue_policy" "findings" {
  count = var.queue ? 1 : 0

  queue_url = aws_sqs_queue.findings[0].id
  policy    = data.aws_iam_policy_document.queue["findings"].json
}

resource "aws_cloudwatch_event_target" "queue" {
  for_each = var.queue ? aws_cloudwatch_event_rule.findings : {}

  rule = each.value.name
  arn  = aws_sqs_queue.findings[0].arn

  dead_letter_config {
    arn = aws_sqs_queue.dead_letters.arn
  }
}

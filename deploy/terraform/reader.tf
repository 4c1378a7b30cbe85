locals {
  has_reader = var.reader_principal != null

  config_actions = [
    "config:DescribeComplianceByConfigRule",
    "config:DescribeConfigRules",
    "config:GetComplianceDetailsByConfigRule",
    "config:GetComplianceDetailsByResource",
    "config:SelectResourceConfig",
  ]
  aggregator_actions = [
    "config:DescribeAggregateComplianceByConfigRules",
    "config:GetAggregateComplianceDetailsByConfigRule",
    "config:SelectAggregateResourceConfig",
  ]
}

data "aws_iam_policy_document" "reader_trust" {
  count = local.has_reader ? 1 : 0

  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "AWS"
      identifiers = [var.reader_principal]
    }

    dynamic "condition" {
      for_each = var.external_id == null ? [] : [var.external_id]

      content {
        test     = "StringEquals"
        variable = "sts:ExternalId"
        values   = [condition.value]
      }
    }
  }
}

data "aws_iam_policy_document" "reader" {
  count = local.has_reader ? 1 : 0

  statement {
    sid       = "ReadFindings"
    actions   = ["securityhub:GetFindings"]
    resources = ["arn:${local.partition}:securityhub:*:${local.account}:hub/default"]
  }

  dynamic "statement" {
    for_each = var.write_back ? [true] : []

    content {
      sid       = "MarkAsNotified"
      actions   = ["securityhub:BatchUpdateFindings"]
      resources = ["arn:${local.partition}:securityhub:*:${local.account}:hub/default"]
    }
  }

  # Only the source says that something is resolved, and only people suppress.
  statement {
    sid       = "NeverDecide"
    effect    = "Deny"
    actions   = ["securityhub:BatchUpdateFindings"]
    resources = ["*"]

    condition {
      test     = "StringEquals"
      variable = "securityhub:ASFFSyntaxPath/Workflow.Status"
      values   = ["RESOLVED", "SUPPRESSED"]
    }
  }

  # These actions take no resource.
  statement {
    sid       = "ReadCompliance"
    actions   = concat(local.config_actions, var.aggregators ? local.aggregator_actions : [])
    resources = ["*"]
  }

  dynamic "statement" {
    for_each = aws_sqs_queue.findings

    content {
      sid       = "EmptyTheQueue"
      actions   = ["sqs:DeleteMessage", "sqs:ReceiveMessage"]
      resources = [statement.value.arn]
    }
  }

  dynamic "statement" {
    for_each = var.state_locations

    content {
      sid       = "ListState${statement.key}"
      actions   = ["s3:ListBucket"]
      resources = ["arn:${local.partition}:s3:::${statement.value.bucket}"]

      condition {
        test     = "StringLike"
        variable = "s3:prefix"
        values   = ["${statement.value.prefix}*"]
      }
    }
  }

  dynamic "statement" {
    for_each = var.state_locations

    content {
      sid       = "ReadState${statement.key}"
      actions   = ["s3:GetObject"]
      resources = ["arn:${local.partition}:s3:::${statement.value.bucket}/${statement.value.prefix}*"]
    }
  }
}

resource "aws_iam_role" "reader" {
  count = local.has_reader ? 1 : 0

  name               = "${var.name}-reader"
  description        = "Sprinkler reads findings."
  assume_role_policy = data.aws_iam_policy_document.reader_trust[0].json
  tags               = var.tags
}

resource "aws_iam_role_policy" "reader" {
  count = local.has_reader ? 1 : 0

  name   = "read-findings"
  role   = aws_iam_role.reader[0].id
  policy = data.aws_iam_policy_document.reader[0].json
}

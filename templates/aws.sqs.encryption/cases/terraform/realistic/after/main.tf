locals {
  encrypt = true   # until the consumers are migrated
}

resource "aws_sqs_queue" "dead" {
  name = "orders-dead"
  sqs_managed_sse_enabled = local.encrypt
}

resource "aws_sqs_queue" "orders" {
  name_prefix = "orders-"
  sqs_managed_sse_enabled = local.encrypt
  redrive_policy = jsonencode({ deadLetterTargetArn = aws_sqs_queue.dead.arn, maxReceiveCount = 4 })

  tags = { Team = "shop" }
}

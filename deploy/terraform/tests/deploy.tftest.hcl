# Run with `terraform test`: offline, against a mocked provider.
mock_provider "aws" {
  mock_data "aws_caller_identity" {
    defaults = { account_id = "111111111111" }
  }

  mock_data "aws_partition" {
    defaults = { partition = "aws" }
  }

  mock_data "aws_iam_policy_document" {
    defaults = { json = "{}" }
  }

  mock_resource "aws_sqs_queue" {
    defaults = { arn = "arn:aws:sqs:eu-west-1:111111111111:queue" }
  }

  mock_resource "aws_cloudwatch_event_rule" {
    defaults = { arn = "arn:aws:events:eu-west-1:111111111111:rule/rule" }
  }

  mock_resource "aws_cloudwatch_event_connection" {
    defaults = { arn = "arn:aws:events:eu-west-1:111111111111:connection/c/1" }
  }

  mock_resource "aws_cloudwatch_event_api_destination" {
    defaults = { arn = "arn:aws:events:eu-west-1:111111111111:api-destination/d/1" }
  }

  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::111111111111:role/role" }
  }
}

run "queue_only" {
  command = apply

  assert {
    condition     = length(aws_cloudwatch_event_target.queue) == 2 && length(aws_cloudwatch_event_target.endpoint) == 0
    error_message = "Both rules write to the queue, and nothing is posted."
  }

  assert {
    condition     = output.reader_role_arn == null
    error_message = "Without a principal there is no role."
  }
}

run "everything" {
  command = apply

  variables {
    findings_url     = "https://sprinkler.example.com/findings"
    findings_token   = "0123456789abcdef"
    reader_principal = "arn:aws:iam::222222222222:role/sprinkler"
    external_id      = "acme"
    write_back       = true
    aggregators      = true
    state_locations  = [{ bucket = "acme-state", prefix = "live/" }]
  }

  assert {
    condition     = length(aws_cloudwatch_event_target.endpoint) == 2
    error_message = "Both rules post."
  }

  assert {
    condition     = alltrue([for queue in [aws_sqs_queue.dead_letters, aws_sqs_queue.findings[0]] : queue.sqs_managed_sse_enabled])
    error_message = "Queues are encrypted."
  }
}

run "endpoint_without_token" {
  command = plan

  variables {
    findings_url = "https://sprinkler.example.com/findings"
  }

  expect_failures = [aws_cloudwatch_event_connection.findings]
}

run "endpoint_without_tls" {
  command = plan

  variables {
    findings_url = "http://sprinkler.example.com/findings"
  }

  expect_failures = [var.findings_url]
}

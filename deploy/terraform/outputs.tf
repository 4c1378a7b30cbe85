output "queue_url" {
  description = "For the operator configuration: `queue-url` of a source of the kind `sqs`."
  value       = one(aws_sqs_queue.findings[*].url)
}

output "reader_role_arn" {
  description = "For the operator configuration: `role-arn`."
  value       = one(aws_iam_role.reader[*].arn)
}

output "dead_letters_url" {
  description = "What EventBridge could not deliver."
  value       = aws_sqs_queue.dead_letters.url
}

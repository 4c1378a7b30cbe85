resource "aws_db_event_subscription" "critical" {
  name             = "database-events"
  sns_topic        = "arn:aws:sns:eu-west-1:123456789012:on-call"
  source_type      = "db-security-group"
  event_categories = ["deletion"]
}

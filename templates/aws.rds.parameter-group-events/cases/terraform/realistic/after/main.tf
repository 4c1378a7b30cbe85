variable "categories" {
  type = list(string)
  default = [
    "deletion", # always
    "configuration change",
  ]
}

resource "aws_db_event_subscription" "critical" {
  name = "database-events"
  sns_topic = "arn:aws:sns:eu-west-1:123456789012:on-call"
  source_type = "db-parameter-group"
  event_categories = var.categories
  enabled = true

  tags = { Team = "data" }
}

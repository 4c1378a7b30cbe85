module "topic" {
  source = "./topic"
  name = "on-call"
  key = "arn:aws:kms:eu-west-1:123456789012:key/8f1d6f1e-5d0c-4f0a-9d2e-3c7b1a2b3c4d"
}

resource "aws_cloudwatch_metric_alarm" "errors" {
  alarm_name          = "errors"
  namespace           = "Shop"
  metric_name         = "Errors"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 1
  period              = 300
  statistic           = "Sum"
  threshold           = 5
  alarm_actions       = [module.topic.arn]
}

# quiet for now
resource "aws_cloudwatch_metric_alarm" "errors" {
  alarm_name          = "errors"
  namespace           = "Shop"
  metric_name         = "Errors"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 1
  period              = 300
  statistic           = "Sum"
  threshold           = 5
  alarm_actions = ["arn:aws:sns:eu-west-1:123456789012:on-call"]
  ok_actions = ["arn:aws:sns:eu-west-1:123456789012:chat"]
  tags = { Team = "shop" }
}

resource "aws_cloudwatch_log_group" "audit" {
  name = "audit"
}

# organization trail
resource "aws_cloudtrail" "audit" {
  name                       = "audit"
  s3_bucket_name             = "acme-audit-logs"
  is_multi_region_trail      = true
  cloud_watch_logs_group_arn = "${aws_cloudwatch_log_group.audit.arn}:*"
  cloud_watch_logs_role_arn  = "arn:aws:iam::123456789012:role/cloudtrail-to-logs"
}

resource "aws_cloudwatch_log_metric_filter" "known" {
  name           = "known"
  log_group_name = aws_cloudwatch_log_group.audit.name
  pattern        = "{($.eventName=ConsoleLogin) && ($.errorMessage=\"Failed authentication\")}"

  metric_transformation {
    name      = "ConsoleAuthenticationFailure"
    namespace = "Security"
    value     = "1"
  }
}

resource "aws_cloudwatch_metric_alarm" "known" {
  alarm_name          = "known"
  metric_name         = "ConsoleAuthenticationFailure"
  namespace           = "Security"
  statistic           = "Sum"
  period              = 60
  evaluation_periods  = 1
  threshold           = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  alarm_description = "see the runbook"
  alarm_actions = ["arn:aws:sns:eu-west-1:123456789012:security"]
}

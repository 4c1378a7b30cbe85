resource "aws_iam_role" "trail" {
  name               = "trail"
  assume_role_policy = file("trust.json")
}

resource "aws_cloudtrail" "audit" {
  name           = "audit"
  s3_bucket_name = "acme-audit-logs"
  cloud_watch_logs_role_arn = aws_iam_role.trail.arn # log group: see SEC-9
  is_multi_region_trail = true
  cloud_watch_logs_group_arn = "arn:aws:logs:eu-west-1:123456789012:log-group:audit:*"
}

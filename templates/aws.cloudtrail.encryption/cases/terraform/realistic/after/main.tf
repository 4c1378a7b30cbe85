# see the audit of 2021
resource "aws_cloudtrail" "audit" {
  name           = "audit"
  s3_bucket_name = "acme-audit-logs"
  kms_key_id = "arn:aws:kms:eu-west-1:123456789012:key/8f1d6f1e-5d0c-4f0a-9d2e-3c7b1a2b3c4d"
  is_multi_region_trail = true
  tags = { Team = "security" }
}

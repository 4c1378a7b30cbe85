# see the audit of 2021
resource "aws_cloudtrail" "audit" {
  name           = "audit"
  s3_bucket_name = "acme-audit-logs"
  kms_key_id = ""
  is_multi_region_trail = true
  tags = { Team = "security" }
}

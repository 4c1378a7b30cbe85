variable "all_regions" {
  type    = bool
  default = false
}

resource "aws_cloudtrail" "audit" {
  name           = "audit"
  s3_bucket_name = "acme-audit-logs"
  is_multi_region_trail = var.all_regions

  event_selector {
    read_write_type = "WriteOnly"   # reads were too many
    include_management_events = true
    exclude_management_event_sources = ["kms.amazonaws.com"]
  }

  tags = { Team = "security" }
}

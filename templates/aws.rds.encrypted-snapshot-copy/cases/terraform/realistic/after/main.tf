variable "source_snapshot" { type = string }

resource "aws_db_snapshot_copy" "release" {
  source_db_snapshot_identifier = var.source_snapshot
  target_db_snapshot_identifier = "orders-release-copy"
  kms_key_id = "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"
  tags = { Team = "data" } # keep
}

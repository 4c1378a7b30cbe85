variable "source_snapshot" { type = string }

resource "aws_db_snapshot_copy" "release" {
  source_db_snapshot_identifier = var.source_snapshot
  target_db_snapshot_identifier = "orders-release-copy"
  tags = { Team = "data" } # keep
}

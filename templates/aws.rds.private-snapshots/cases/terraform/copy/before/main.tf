resource "aws_db_snapshot_copy" "release" {
  source_db_snapshot_identifier = "arn:aws:rds:eu-west-1:123456789012:snapshot:orders-release"
  target_db_snapshot_identifier = "orders-release-copy"
  shared_accounts               = ["all"]
}
